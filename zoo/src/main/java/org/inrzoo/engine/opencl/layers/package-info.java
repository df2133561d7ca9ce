/** How the OpenCL engine computes the zoo's layers: one file a kind, named in {@code META-INF/services} alone. */
package org.inrzoo.engine.opencl.layers;
