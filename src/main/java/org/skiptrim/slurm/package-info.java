/**
 * Steps as jobs of a Slurm cluster: {@link org.skiptrim.slurm.SlurmRunner}, the door, submits those
 * that are missing and looks at them until they are done. What a step has come to is read in its
 * run directory; Slurm is only asked which jobs there are.
 */
package org.skiptrim.slurm;
