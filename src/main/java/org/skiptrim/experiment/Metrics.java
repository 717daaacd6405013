package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.skiptrim.report.EventFile;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.Json;
import org.skiptrim.training.EpochRecord;

/**
 * One training's epochs as {@code metrics.jsonl}, {@code metrics.csv} and TensorBoard event files.
 * The first two are written anew after each epoch from the whole history, so that what was killed
 * and goes on leaves neither gaps nor repetitions. Event files grow, one for each start, since a
 * TensorBoard that is watching reads on in an open file.
 */
public final class Metrics {
  /** TensorBoard looks for "tfevents" in names and takes files in their order. */
  static final String EVENTS = "events.out.tfevents.%04d.skiptrim";

  private static final String LINES = "metrics.jsonl";

  private static final String HEADER =
      "epoch,learning_rate,train_loss,train_accuracy,test_accuracy,seconds,events\n";

  private final Path directory;
  private final List<EpochRecord> history;
  private Optional<Path> eventFile = Optional.empty();

  /** Goes on after the epochs that are in the checkpoint, whatever the files say. */
  Metrics(Path directory, List<EpochRecord> history) {
    this.directory = directory;
    this.history = new ArrayList<>(history);
  }

  /** The epochs of a training so far, also while it runs; none of what does not train. */
  public static List<EpochRecord> read(Path directory) throws IOException {
    Path file = directory.resolve(LINES);
    return Files.exists(file) ? Json.readLines(file, EpochRecord.class) : List.of();
  }

  void add(EpochRecord epoch) throws IOException {
    history.add(epoch);
    StringBuilder lines = new StringBuilder();
    StringBuilder csv = new StringBuilder(HEADER);
    for (EpochRecord record : history) {
      lines.append(Json.line(record)).append('\n');
      csv.append(row(record));
    }
    AtomicFiles.write(directory.resolve(LINES), lines.toString());
    AtomicFiles.write(directory.resolve("metrics.csv"), csv.toString());
    addEvent(epoch);
  }

  private void addEvent(EpochRecord record) throws IOException {
    double now = System.currentTimeMillis() / 1e3;
    Path file = eventFile.orElseGet(this::nextEventFile);
    if (eventFile.isEmpty()) {
      AtomicFiles.append(file, EventFile.beginning(now - record.seconds(), record.epoch()));
      eventFile = Optional.of(file);
    }
    Map<String, Double> scalars = new TreeMap<>();
    scalars.put("accuracy/test", record.testAccuracy());
    scalars.put("accuracy/train", record.trainAccuracy());
    scalars.put("loss/train", record.trainLoss());
    scalars.put("learning_rate", record.learningRate());
    scalars.put("seconds", record.seconds());
    scalars.put("skip_events", (double) record.events().size());
    AtomicFiles.append(file, EventFile.point(now, record.epoch(), scalars));
  }

  private Path nextEventFile() {
    int number = 1;
    while (Files.exists(eventFile(number))) {
      number++;
    }
    return eventFile(number);
  }

  private Path eventFile(int number) {
    return directory.resolve(EVENTS.formatted(number));
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
