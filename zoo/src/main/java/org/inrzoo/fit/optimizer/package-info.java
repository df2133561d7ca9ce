/**
 * Optimisers by name: how the gradient of a step moves a network's weights. Each is a provider that the process finds, also in
 * other jars; the recipe's settings say which and with which numbers.
 */
package org.inrzoo.fit.optimizer;
