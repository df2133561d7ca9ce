/** The reference engine: an architecture becomes a SameDiff graph, which ND4J computes. */
package org.inrzoo.engine.samediff;
