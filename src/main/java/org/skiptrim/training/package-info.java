/**
 * How a network learns: {@link org.skiptrim.training.Trainer} turns one {@link
 * org.skiptrim.training.TrainingState} into the next, an epoch at a time; {@link
 * org.skiptrim.training.Checkpoints} keeps them.
 */
package org.skiptrim.training;
