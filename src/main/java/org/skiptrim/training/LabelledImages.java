package org.skiptrim.training;

import org.skiptrim.engine.Value;

/**
 * A batch as a network takes it.
 *
 * @param images normalized, batch × C × H × W
 * @param labels batch
 */
record LabelledImages(Value images, Value labels) {}
