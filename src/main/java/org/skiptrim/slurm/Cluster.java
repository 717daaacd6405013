package org.skiptrim.slurm;

import java.util.OptionalInt;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.runs.StepProcess;
import org.skiptrim.spec.ClusterProfile;

/**
 * Where jobs run, and as what.
 *
 * @param process what a job does
 * @param device where networks are trained
 * @param threads of each training; those of the profile if empty
 */
public record Cluster(
    ClusterProfile profile, StepProcess process, ComputeDevice device, OptionalInt threads) {}
