/**
 * Real hardware tools as subprocesses, and the parts that hardware is made for. {@link
 * org.skiptrim.toolchain.Tools} finds or installs the tools; {@link
 * org.skiptrim.toolchain.Verilator} simulates a design, {@link org.skiptrim.toolchain.Yosys} says
 * what it takes of a {@link org.skiptrim.toolchain.Device}. {@link
 * org.skiptrim.toolchain.ToolProcess} runs any tool, so that it never outlives this program and
 * fails in one line.
 */
package org.skiptrim.toolchain;
