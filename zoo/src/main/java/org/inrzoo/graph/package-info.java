/**
 * Networks of feature maps as SameDiff graphs: the building blocks, what a definition is computed as, and how what training
 * needs is folded away afterwards.
 *
 * <p>A {@link org.inrzoo.graph.GraphDefinition} says what a network is by calling a {@link org.inrzoo.graph.GraphBuilder}; a
 * {@link org.inrzoo.graph.GraphNetwork} computes it in each {@link org.inrzoo.graph.Form}. Coordinate networks are
 * {@link org.inrzoo.network.Architecture}s instead.
 */
package org.inrzoo.graph;
