package org.skiptrim.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Consumer;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.training.EpochRecord;

/** Keeps what each epoch of a training came to: in the metrics' files and as a line. */
record EpochLog(int epochs, Metrics metrics, ProgressListener listener)
    implements Consumer<EpochRecord> {
  @Override
  public void accept(EpochRecord record) {
    try {
      metrics.add(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String events = record.events().isEmpty() ? "" : " (" + record.eventsText() + ")";
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
