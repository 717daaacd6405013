package org.skiptrim.hardware;

import java.util.Optional;

/**
 * Where the FIFO of a skip connection goes and how deep it is.
 *
 * @param add the addition the skip leads to
 * @param skipInput which of the addition's inputs is the skip
 * @param reader the node before which the FIFO stands: the addition, or the projection
 * @param readerInput which of the reader's inputs it stands in
 * @param identity whether nothing is computed on the skip
 * @param minimumBeats the depth without slack
 * @param beats the depth
 * @param beatsPerPixel of what it holds
 * @param tap what sends the pixels; empty for a fork
 */
record SkipPlan(
    String add,
    int skipInput,
    String reader,
    int readerInput,
    boolean identity,
    int minimumBeats,
    int beats,
    int beatsPerPixel,
    Optional<SkipTap> tap) {}
