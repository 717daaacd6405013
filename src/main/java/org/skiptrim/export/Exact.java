package org.skiptrim.export;

/**
 * A tensor of the ONNX graph that holds integers.
 *
 * @param name of the tensor
 * @param carrier the numbers that they are held in, each exactly
 */
record Exact(String name, Carrier carrier) {}
