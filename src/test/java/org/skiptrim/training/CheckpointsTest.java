package org.skiptrim.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;

class CheckpointsTest {
  private static final Network<RealOp> NETWORK =
      ResNets.resNet(1, new int[] {2, 4}, new Shape(3, 8, 8), 4);
  private final TrainingState one = state(1);
  private final TrainingState two = state(2);

  @TempDir Path folder;
  private Checkpoints checkpoints;
  private Path newest;

  @BeforeEach
  void saveTwo() throws IOException {
    checkpoints = new Checkpoints(folder);
    newest = folder.resolve("checkpoint.safetensors");
    checkpoints.save(one);
    checkpoints.save(two);
  }

  private static TrainingState state(int epochs) {
    TrainedNetwork trained = new TrainedNetwork(NETWORK, Initialization.of(NETWORK, epochs));
    EpochRecord record = new EpochRecord(1, 0.1, 1, 0.5, 0.5, 1, List.of("removed a"));
    return new TrainingState(
        trained,
        Initialization.of(NETWORK, 7).restrictedTo(NETWORK),
        java.util.Collections.nCopies(epochs, record),
        List.of("pending"),
        Optional.of(new PartialEpoch(3, 0.1, 17, 2.5)));
  }

  @Test
  void latest_isTheNewest() {
    assertEquals(two, checkpoints.latest().orElseThrow());
  }

  @Test
  void latest_newestCutAnywhere_isTheOneBefore() throws IOException {
    byte[] whole = Files.readAllBytes(newest);
    for (int length = 0; length < whole.length; length += whole.length / 40) {
      Files.write(newest, Arrays.copyOf(whole, length));
      assertEquals(one, checkpoints.latest().orElseThrow(), "cut to " + length);
    }
  }

  @Test
  void latest_oneBitOfTheNewestFlipped_isTheOneBefore() throws IOException {
    byte[] whole = Files.readAllBytes(newest);
    Random random = new Random(1);
    for (int i = 0; i < 60; i++) {
      byte[] flipped = whole.clone();
      int at = random.nextInt(whole.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(newest, flipped);
      assertEquals(one, checkpoints.latest().orElseThrow(), "bit in byte " + at);
    }
  }

  @Test
  void latest_killedBetweenMoveAndWrite_isTheOneBefore() throws IOException {
    Files.delete(newest);
    assertEquals(one, checkpoints.latest().orElseThrow());
  }

  @Test
  void save_afterADamagedNewest_keepsTheGoodOne() throws IOException {
    Files.write(newest, new byte[9]);
    assertEquals(one, checkpoints.latest().orElseThrow());
    checkpoints.save(two);
    Files.delete(newest); // as if the disk had failed again
    assertEquals(one, checkpoints.latest().orElseThrow());
  }

  @Test
  void latest_bothDamaged_isEmptyAndTheyAreKeptAside() throws IOException {
    Files.write(newest, new byte[9]);
    Files.write(folder.resolve("checkpoint-before.safetensors"), new byte[9]);
    assertTrue(checkpoints.latest().isEmpty());
    assertTrue(Files.exists(folder.resolve("checkpoint-damaged.safetensors")));
    assertFalse(Files.exists(newest));
  }
}
