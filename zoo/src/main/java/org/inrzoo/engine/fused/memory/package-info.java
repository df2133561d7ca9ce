/** How numbers lie in memory: the features of a block's points, and the matrices of a layer's experts. */
package org.inrzoo.engine.fused.memory;
