/**
 * What a design takes of a device: {@link org.skiptrim.synthesis.Yosys} is the door, {@link
 * org.skiptrim.synthesis.Synthesis} what comes out.
 */
package org.skiptrim.synthesis;
