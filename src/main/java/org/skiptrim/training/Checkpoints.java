package org.skiptrim.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.skiptrim.network.GraphJson;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.storage.DType;
import org.skiptrim.storage.Safetensors;
import org.skiptrim.storage.Safetensors.Tensor;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last two {@link TrainingState}s of a training, each one safetensors file with weights,
 * velocities, history and position. Random numbers are made from seed and epoch, so there is no
 * random state to keep.
 */
public final class Checkpoints {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PARAMETER = "parameter:";
  private static final String VELOCITY = "velocity:";

  private final Path newest;
  private final Path before;
  private final Path damaged;
  private final LongSupplier nanoTime;
  private long lastSave;

  /** Kept in that directory. */
  public Checkpoints(Path directory) {
    this(directory, System::nanoTime);
  }

  /**
   * Kept in that directory.
   *
   * @param nanoTime a clock that only goes forward, in nanoseconds
   */
  Checkpoints(Path directory, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastSave = nanoTime.getAsLong();
    this.newest = directory.resolve("checkpoint.safetensors");
    this.before = directory.resolve("checkpoint-before.safetensors");
    this.damaged = directory.resolve("checkpoint-damaged.safetensors");
  }

  /** Stores a state; the last one becomes the one before. */
  public void save(TrainingState state) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.putAll(NetworkFile.tensors(state.trained().parameters(), PARAMETER, DType.F32));
    tensors.putAll(NetworkFile.tensors(state.velocities(), VELOCITY, DType.F32));
    Map<String, String> metadata =
        Map.of(
            "network", GraphJson.of(state.trained().network()),
            "history", JSON.writeValueAsString(state.history()),
            "pending", JSON.writeValueAsString(state.pending()),
            "begun", JSON.writeValueAsString(state.begun().orElse(null)));
    if (Files.exists(newest)) {
      Files.move(newest, before, StandardCopyOption.REPLACE_EXISTING);
    }
    new Safetensors(tensors, metadata).write(newest);
    lastSave = nanoTime.getAsLong();
  }

  /** Whether more time than that has passed since the last state was stored, or since the start. */
  boolean areOlderThan(Duration age) {
    return nanoTime.getAsLong() - lastSave > age.toNanos();
  }

  /** The newest state that can be read whole; one that cannot is put aside. */
  public Optional<TrainingState> latest() {
    return read(newest).or(() -> read(before));
  }

  private Optional<TrainingState> read(Path file) {
    try {
      Safetensors content = Safetensors.read(file);
      Network<RealOp> network = GraphJson.real(content.metadata().get("network"));
      return Optional.of(
          new TrainingState(
              new TrainedNetwork(network, NetworkFile.parameters(content, PARAMETER)),
              NetworkFile.parameters(content, VELOCITY),
              JSON.readValue(
                  content.metadata().get("history"), new TypeReference<List<EpochRecord>>() {}),
              JSON.readValue(
                  content.metadata().get("pending"), new TypeReference<List<String>>() {}),
              Optional.ofNullable(
                  JSON.readValue(content.metadata().get("begun"), PartialEpoch.class))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      System.getLogger(Checkpoints.class.getName())
          .log(System.Logger.Level.WARNING, "going back one checkpoint: {0}", e.getMessage());
      putAside(file);
      return Optional.empty();
    }
  }

  /** Else the next save would move it over the good one. */
  private void putAside(Path file) {
    try {
      Files.move(file, damaged, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot rename " + file + "; remove it", e);
    }
  }
}
