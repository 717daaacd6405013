/**
 * Experiments: an {@link org.skiptrim.experiment.ExperimentSpec} (YAML) expands into {@link
 * org.skiptrim.experiment.Step}s, {@link org.skiptrim.experiment.ExperimentRunner}, the door, does
 * those that are missing, and {@link org.skiptrim.experiment.ExperimentReport} tells what came of
 * them. Nothing else strings the other rooms together.
 */
package org.skiptrim.experiment;
