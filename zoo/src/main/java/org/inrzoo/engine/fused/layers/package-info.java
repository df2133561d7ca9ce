/** The kernels of the zoo's own layers, named in {@code META-INF/services} and nowhere else. */
package org.inrzoo.engine.fused.layers;
