/** Exercises: notebooks with solutions, from which the reader's versions are made. */
package org.inrzoo.notebook.exercise;
