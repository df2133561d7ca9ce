/** Pictures as files of a network's weights: quantised, entropy-coded, decoded to the same bits everywhere. */
package org.inrzoo.compress;
