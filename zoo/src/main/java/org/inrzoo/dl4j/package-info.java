/**
 * The zoo's layers as layers of Deeplearning4j, for any {@code MultiLayerConfiguration}.
 *
 * <p>They need {@code org.deeplearning4j:deeplearning4j-nn} on the class path, which the zoo itself does not bring.
 */
package org.inrzoo.dl4j;
