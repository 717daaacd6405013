/**
 * ONNX files. {@link org.skiptrim.onnx.OnnxNetwork} reads residual networks of other programs;
 * {@code onnx} is made from {@code src/main/proto/onnx.proto}.
 */
package org.skiptrim.onnx;
