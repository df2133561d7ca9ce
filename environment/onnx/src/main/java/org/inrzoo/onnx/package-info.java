/**
 * Fitted networks as ONNX files, for onnxruntime and all else that runs them.
 *
 * <p>A layer's meaning is its SameDiff operations, so these are what is translated, layer by layer; what does not depend on
 * the points is computed at export and stored as numbers.
 */
package org.inrzoo.onnx;
