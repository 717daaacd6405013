package org.skiptrim.dataset;

/**
 * Which images make a batch, and how each is seen: target pixel (y, x) is source pixel (y + down, x
 * + right), or padding outside; then the rows are reversed if mirrored.
 *
 * @param indices in the split
 * @param down one for each
 * @param right one for each
 * @param mirrored one for each
 * @param labels one for each
 */
public record BatchPlan(
    long[] indices, long[] down, long[] right, boolean[] mirrored, int[] labels) {}
