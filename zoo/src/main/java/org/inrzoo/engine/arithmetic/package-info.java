/** Loops over a network's weights that optimisers are made of: an engine lends its own, plain ones serve every other. */
package org.inrzoo.engine.arithmetic;
