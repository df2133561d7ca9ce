/** Slides for teachers, made of Markdown and of the notebooks' pictures. */
package org.inrzoo.notebook.course;
