package org.skiptrim.training;

/** The loss is no number any more. */
public final class TrainingDiverged extends RuntimeException {
  private static final long serialVersionUID = 1;

  TrainingDiverged(int epoch, Exception reason) {
    super(
        "after epoch " + epoch + ", " + reason.getMessage() + "; use a lower learning rate",
        reason);
  }

  TrainingDiverged(int epoch, int step, double loss) {
    super(
        "the loss became "
            + loss
            + " in epoch "
            + epoch
            + ", step "
            + step
            + "; use a lower learning rate");
  }
}
