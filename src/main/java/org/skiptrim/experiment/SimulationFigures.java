package org.skiptrim.experiment;

import java.util.Locale;

/**
 * What simulation showed: all logits of all images are those of the integers.
 *
 * @param images simulated, back to back
 * @param logits compared, of all images together
 * @param cyclesPerFrame from one image's last logit to the next one's
 * @param firstFrameCycles from the start to the first image's last logit
 * @param cyclesAimedAt what the parallelism was chosen for
 * @param skipFifoBits what the skip connections' FIFOs can hold, all together
 * @param tool the simulator and its version
 */
public record SimulationFigures(
    int images,
    long logits,
    long cyclesPerFrame,
    long firstFrameCycles,
    long cyclesAimedAt,
    long skipFifoBits,
    String tool)
    implements Figures {
  @Override
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%,d logits of %d images equal the integers'; %,d cycles a frame, %,d bits of skip FIFO",
        logits,
        images,
        cyclesPerFrame,
        skipFifoBits);
  }
}
