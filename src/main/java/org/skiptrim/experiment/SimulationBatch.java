package org.skiptrim.experiment;

import java.util.Optional;

/**
 * Test images that went through the hardware one after the other, and were right.
 *
 * @param first which one is the first
 * @param images how many
 * @param logits compared with the integers'
 * @param correct images whose largest logit is their class's
 * @param firstFrameCycles from the start to the first image's last logit
 * @param cyclesPerFrame from one image's last logit to the next one's; empty if there was one only
 */
record SimulationBatch(
    int first,
    int images,
    long logits,
    int correct,
    long firstFrameCycles,
    Optional<Long> cyclesPerFrame) {}
