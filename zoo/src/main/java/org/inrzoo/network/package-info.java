/** Layers put together: the architecture, its parameters in one flat vector, the network with its weights. */
package org.inrzoo.network;
