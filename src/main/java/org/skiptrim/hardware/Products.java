package org.skiptrim.hardware;

/**
 * What the products of a matrix unit are made of; in the order of {@code Products} in the library.
 */
public enum Products {
  /** A multiplier each, as synthesis makes it. */
  SINGLE,
  /** A multiplier for two output channels' products of one value. */
  PAIRED,
  /** LUTs. */
  LUTS
}
