/**
 * Weights by name: what is kept of each file of them, and where such files are found. What networks they are of, others know.
 */
package org.inrzoo.weights;
