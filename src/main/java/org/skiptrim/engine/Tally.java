package org.skiptrim.engine;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Losses and right answers of the last few steps, still where they were computed: on a GPU, asking
 * for a number waits for all work before it, so a training asks seldom.
 */
public final class Tally implements AutoCloseable {
  private final Owned owned = new Owned();
  private final List<Tensor> losses = new ArrayList<>();
  private final List<Tensor> corrects = new ArrayList<>();

  /**
   * One step's numbers.
   *
   * @param loss mean over its images
   * @param correct how many of its images had their maximum at the label
   */
  public record Step(double loss, long correct) {}

  /**
   * Notes a step; what it keeps outlives the scope.
   *
   * @param logits batch × classes
   */
  public void add(Value loss, Value logits, Value labels) {
    losses.add(owned.keep(loss.tensor().detach()));
    corrects.add(owned.keep(logits.correctOnDevice(labels)));
  }

  /** The steps noted since the last call, in order. */
  public List<Step> read() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      steps.add(new Step(losses.get(i).item_double(), corrects.get(i).item_long()));
    }
    close();
    return steps;
  }

  @Override
  public void close() {
    losses.clear();
    corrects.clear();
    owned.close();
  }
}
