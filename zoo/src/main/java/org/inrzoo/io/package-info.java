/**
 * Files that others can rely on: tensors in the safetensors format, pictures, and writes that happen whole or not at
 * all.
 *
 * <p>The package needs nothing but the JDK, Jackson and {@link org.inrzoo.datasets}.
 */
package org.inrzoo.io;
