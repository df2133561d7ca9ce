/**
 * Steps of training of networks of feature maps on the JDK's Vector API: the layers that {@link org.inrzoo.graph.GraphBuilder}
 * tells of, forward and backward, without their graph. What a definition puts into the graph by itself, SameDiff computes alone.
 */
package org.inrzoo.graph.fused;
