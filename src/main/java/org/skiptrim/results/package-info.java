/**
 * What an experiment came to, as far as it is done: {@link org.skiptrim.results.ExperimentReport},
 * the door, makes tables, curves and pages of the figures in its run directories, and computes
 * nothing that is not in them.
 */
package org.skiptrim.results;
