/**
 * What the kernel of a layer is written against, in this project or in another: start at {@link
 * org.inrzoo.engine.fused.spi.LayerKernel}.
 */
package org.inrzoo.engine.fused.spi;
