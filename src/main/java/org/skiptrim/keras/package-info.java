/**
 * Keras' files. {@link org.skiptrim.keras.KerasNetwork} reads residual networks out of {@code .h5}
 * and {@code .keras} files, executing nothing: their layers are written as nodes of an ONNX graph,
 * which {@link org.skiptrim.onnx.OnnxNetwork} then reads.
 */
package org.skiptrim.keras;
