/**
 * Experiments: a {@link org.skiptrim.spec.ExperimentSpec} expands into {@link
 * org.skiptrim.experiment.Step}s, and {@link org.skiptrim.experiment.ExperimentRunner}, the door,
 * does those that are missing. Nothing else strings the other rooms together.
 */
package org.skiptrim.experiment;
