/** Computing a network: outputs and gradients on one flat parameter vector, by whichever engine is fastest here. */
package org.inrzoo.engine;
