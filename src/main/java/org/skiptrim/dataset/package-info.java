/**
 * Labelled images: a {@link org.skiptrim.dataset.DatasetSource} fetches, verifies, caches and
 * decodes a {@link org.skiptrim.dataset.Dataset}, and {@link org.skiptrim.dataset.BatchLoader}
 * prepares its shuffled, augmented batches ahead of the training thread.
 */
package org.skiptrim.dataset;
