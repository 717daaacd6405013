/**
 * How a real number becomes an integer: {@link org.skiptrim.fixedpoint.FixedPoint} is the door, and
 * the only place in the project that knows.
 */
package org.skiptrim.fixedpoint;
