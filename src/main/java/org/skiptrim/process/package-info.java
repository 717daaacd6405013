/**
 * Programs of other people as subprocesses: {@link org.skiptrim.process.Tools} finds or installs
 * them, {@link org.skiptrim.process.ToolProcess} runs one, so that it never outlives this program
 * and fails in one line.
 */
package org.skiptrim.process;
