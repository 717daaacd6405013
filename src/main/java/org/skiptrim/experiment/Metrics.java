package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.training.EpochRecord;

/** One training's epochs as {@code metrics.jsonl} and {@code metrics.csv}. */
final class Metrics {
  private static final String HEADER =
      "epoch,learning_rate,train_loss,train_accuracy,test_accuracy,seconds,events\n";

  private final Path directory;
  private final List<EpochRecord> history;

  /** Goes on after the epochs that are in the checkpoint, whatever the files say. */
  Metrics(Path directory, List<EpochRecord> history) {
    this.directory = directory;
    this.history = new ArrayList<>(history);
  }

  void add(EpochRecord epoch) throws IOException {
    history.add(epoch);
    StringBuilder lines = new StringBuilder();
    StringBuilder csv = new StringBuilder(HEADER);
    for (EpochRecord record : history) {
      lines.append(Json.line(record)).append('\n');
      csv.append(row(record));
    }
    AtomicFiles.write(directory.resolve("metrics.jsonl"), lines.toString());
    AtomicFiles.write(directory.resolve("metrics.csv"), csv.toString());
  }

  private static String row(EpochRecord record) {
    return String.format(
        Locale.ROOT,
        "%d,%s,%s,%s,%s,%.2f,%s%n",
        record.epoch(),
        record.learningRate(),
        record.trainLoss(),
        record.trainAccuracy(),
        record.testAccuracy(),
        record.seconds(),
        String.join("; ", record.events()));
  }
}
