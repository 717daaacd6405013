/**
 * Simulates a design, or a netlist of one, cycle by cycle: {@link
 * org.skiptrim.simulation.Verilator} is the door, {@link org.skiptrim.simulation.SimulationResult}
 * what comes out, {@link org.skiptrim.simulation.BitExactness} compares it with the integers.
 */
package org.skiptrim.simulation;
