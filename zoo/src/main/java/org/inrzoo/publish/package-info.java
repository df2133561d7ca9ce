/** Weights by name out of runs: which precision they bear, their golden outputs, their entry. */
package org.inrzoo.publish;
