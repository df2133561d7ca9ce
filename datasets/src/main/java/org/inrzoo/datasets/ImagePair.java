package org.inrzoo.datasets;

/**
 * A picture and a smaller one made of it: fitted to the small one, a network is judged on the large one.
 *
 * @param small what is fitted
 * @param large what is asked for afterwards
 */
public record ImagePair(Image small, Image large) {}
