package org.skiptrim.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.skiptrim.training.EpochRecord;
import org.skiptrim.training.TrainingProgress;

/** Tells the listener of a training and writes its metrics. */
record TrainingWatch(Metrics metrics, StepListener listener) implements TrainingProgress {
  @Override
  public void images(int epoch, int epochs, long done, long total) {
    long before = (epoch - 1) * total;
    listener.progress("epoch " + epoch + "/" + epochs, before + done, epochs * total, "images");
  }

  @Override
  public void epochDone(EpochRecord record, int epochs) {
    try {
      metrics.add(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String events =
        record.events().isEmpty() ? "" : " (" + String.join(", ", record.events()) + ")";
    listener.note(
        String.format(
            Locale.ROOT,
            "epoch %d/%d%s: loss %.3f, train %.2f %%, test %.2f %%, %.0f s",
            record.epoch(),
            epochs,
            events,
            record.trainLoss(),
            100 * record.trainAccuracy(),
            100 * record.testAccuracy(),
            record.seconds()));
  }
}
