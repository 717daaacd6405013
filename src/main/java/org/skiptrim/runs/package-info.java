/**
 * Where and when steps run: {@link org.skiptrim.runs.ExperimentRunner}, the door, does those that
 * are missing, side by side, through a {@link org.skiptrim.runs.Launcher}; {@link
 * org.skiptrim.runs.StepRunner} does one in this process. Both meet in the run directories of a
 * {@link org.skiptrim.runs.RunStore} and nowhere else.
 */
package org.skiptrim.runs;
