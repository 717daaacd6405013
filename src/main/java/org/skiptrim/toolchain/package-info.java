/**
 * Real hardware tools as subprocesses. {@link org.skiptrim.toolchain.Tools} finds or installs them;
 * {@link org.skiptrim.toolchain.ToolProcess} runs one, so that it never outlives this program and
 * fails in one line.
 */
package org.skiptrim.toolchain;
