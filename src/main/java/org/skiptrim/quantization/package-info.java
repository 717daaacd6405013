/**
 * From real numbers to integers: {@link org.skiptrim.quantization.Quantizer} makes a {@link
 * org.skiptrim.quantization.QuantizedNetwork}; {@link org.skiptrim.quantization.IntegerInterpreter}
 * says what its integers are, and everything else (the engine, the hardware) must agree.
 */
package org.skiptrim.quantization;
