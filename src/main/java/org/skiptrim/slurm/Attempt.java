package org.skiptrim.slurm;

import org.skiptrim.experiment.Step;

/**
 * A step that is to be submitted.
 *
 * @param number which one in a row without coming any further, from 1
 * @param mark how far it has come
 */
record Attempt(FollowedStep followed, int number, String mark) {
  Step<?> step() {
    return followed.step();
  }
}
