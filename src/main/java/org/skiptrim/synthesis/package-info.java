/**
 * What a design takes of a device: {@link org.skiptrim.synthesis.Yosys} is the door, {@link
 * org.skiptrim.synthesis.Synthesis} what comes out. {@link org.skiptrim.synthesis.NetlistSynthesis}
 * makes the netlist itself.
 */
package org.skiptrim.synthesis;
