package org.skiptrim.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;

/** The host program and a simulated board at a pseudo-terminal. */
class BoardClientTest {
  private static final int IMAGES = 12;
  private static final String CHECKSUM = "0123456789abcdef".repeat(4);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @TempDir static Path directory;
  private static QuantizedNetwork network;
  private static long[][] integers;
  private static SerialSimulation board;

  @BeforeAll
  static void build() throws Exception {
    network = RandomQuantizedNetworks.windows(1);
    integers = Normalization.IMAGENET.integers(image().channels(), network.inputType());
    board = SimulatedBoard.of(network, integers, CHECKSUM, directory);
  }

  private static Shape image() {
    return network.network().shape(network.network().input().name());
  }

  /** Sends images and returns how many packets were sent again. */
  private static int classifyImages(SerialSimulation.Running running, int attempts)
      throws Exception {
    Random random = new Random(1);
    IntegerInterpreter interpreter = new IntegerInterpreter(network);
    try (BoardClient client = BoardClient.connect(running.open(), PATIENCE, attempts)) {
      assertEquals(new Identity("0123456789abcdef", image(), 3, 2), client.identity());
      for (int i = 0; i < IMAGES; i++) {
        byte[] pixels = new byte[image().size()];
        random.nextBytes(pixels);
        long[] values = new long[pixels.length];
        for (int p = 0; p < values.length; p++) {
          int channel = p / (image().height() * image().width());
          values[p] = integers[channel][Byte.toUnsignedInt(pixels[p])];
        }
        long[] expected = interpreter.logits(values);

        Classified came = client.classify(pixels);

        assertArrayEquals(expected, came.logits(), "image " + i);
        for (long logit : expected) {
          assertTrue(logit <= expected[came.label()], "image " + i);
        }
        assertTrue(came.cycles() > image().size() && came.cycles() < 100_000, came.toString());
      }
      return client.repeated();
    }
  }

  @Test
  void classify_cleanLine_equalsTheIntegersAtOnce() throws Exception {
    try (SerialSimulation.Running running = board.start(SimulatedBoard.CLOCKS_PER_BIT, 0)) {
      assertEquals(0, classifyImages(running, 3));
      assertEquals(0, classifyImages(running, 3), "a second program");
    }
  }

  @Test
  void classify_bytesLostAndDoubled_equalsTheIntegersAfterRepeating() throws Exception {
    try (SerialSimulation.Running running = board.start(SimulatedBoard.CLOCKS_PER_BIT, 500)) {
      assertTrue(classifyImages(running, 30) > 0, "bytes were lost");
    }
  }

  @Test
  void connect_nothingAnswers_saysWhatToLookAt() throws Exception {
    // As many clocks a bit as another baud rate has.
    try (SerialSimulation.Running running = board.start(3 * SimulatedBoard.CLOCKS_PER_BIT, 0)) {
      SerialLine line = running.open();
      String message =
          assertThrows(
                  IOException.class,
                  () -> BoardClient.connect(line, Duration.ofMillis(200), 2).close())
              .getMessage();
      assertTrue(message.startsWith("no answer in 2 attempts of 200 ms each; look at"), message);
      line.close();
    }
  }

  /** The design is out of its reset, in which a packet would be lost. */
  @Test
  void start_simulation_answersTheFirstPacket() throws Exception {
    byte[] question = new Packet(Packet.WHO, 1, new byte[0]).framed();
    for (int i = 0; i < 20; i++) {
      try (SerialSimulation.Running running = board.start(SimulatedBoard.CLOCKS_PER_BIT, 0)) {
        Path terminal = Path.of(running.port());
        Files.write(terminal, question); // sooner than a port is opened
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> answered(terminal));
      }
    }
  }

  private static void answered(Path terminal) throws IOException {
    try (InputStream in = Files.newInputStream(terminal)) {
      int first = in.read();
      assertEquals(Packet.FLAG, first);
    }
  }

  /** Not after the time that an answer may take, which is half an hour of a simulation. */
  @Test
  void classify_simulationEnds_saysWhyAtOnce() throws Exception {
    try (SerialSimulation.Running running = board.start(SimulatedBoard.CLOCKS_PER_BIT, 0);
        BoardClient client = BoardClient.connect(running.open(), Duration.ofMinutes(5), 1)) {
      killed(board.program());
      String message =
          assertThrows(IOException.class, () -> client.classify(new byte[image().size()]))
              .getMessage();
      assertTrue(message.startsWith("Simulation failed while simulating a board: "), message);
    }
  }

  private static void killed(Path program) {
    List<ProcessHandle> running =
        ProcessHandle.current()
            .descendants()
            .filter(child -> child.info().command().equals(Optional.of(program.toString())))
            .toList();
    assertEquals(1, running.size());
    running.get(0).destroyForcibly();
  }

  @Test
  void open_noSuchPort_namesThoseThereAre() {
    String message =
        assertThrows(IOException.class, () -> SerialPorts.open("/dev/no-such-port", 115_200))
            .getMessage();
    assertTrue(message.contains("/dev/no-such-port"), message);
  }
}
