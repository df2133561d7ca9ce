/** What a layer's kernel for OpenCL is written against: how features lie, what a pass is, how sums over points are made. */
package org.inrzoo.engine.opencl.spi;
