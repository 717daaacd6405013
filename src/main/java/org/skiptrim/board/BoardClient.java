package org.skiptrim.board;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Talks to a design on a board. What is lost on the way is sent again; every answer carries the
 * number of its question, so a late one is not taken for another's.
 */
public final class BoardClient implements Closeable {
  private final SerialLine line;
  private final Duration patience;
  private final int attempts;
  private final byte[] buffer = new byte[4096];

  /** What came since the last border. */
  private final ByteArrayOutputStream between = new ByteArrayOutputStream();

  /** What was read, and how much of it was looked at. */
  private byte[] waiting = new byte[0];

  private int taken;

  private final Identity identity;
  private int number;
  private int repeated;

  private BoardClient(SerialLine line, Duration patience, int attempts) throws IOException {
    this.line = line;
    this.patience = patience;
    this.attempts = attempts;
    // Answers to who was there before are not to be taken for ours.
    this.number = (int) (System.nanoTime() & 0xff);
    this.identity = Identity.parse(ask(Packet.WHO, new byte[0], answer -> true).content());
  }

  /**
   * Asks who is there.
   *
   * @param patience how long an answer may take
   * @param attempts how often a packet is sent
   * @throws IOException if nothing answers; says what to look at
   */
  public static BoardClient connect(SerialLine line, Duration patience, int attempts)
      throws IOException {
    return new BoardClient(line, patience, attempts);
  }

  /** Who is there. */
  public Identity identity() {
    return identity;
  }

  /** How many packets had to be sent again. */
  public int repeated() {
    return repeated;
  }

  /**
   * Sends an image and waits for what it is.
   *
   * @param pixels channels × height × width, as data sets have them
   * @throws IllegalArgumentException if the network takes others
   */
  public Classified classify(byte[] pixels) throws IOException {
    if (pixels.length != identity.image().size()) {
      throw new IllegalArgumentException(
          "an image of %d bytes; the network on the board takes %d, %s"
              .formatted(pixels.length, identity.image().size(), identity.image()));
    }
    Packet answer =
        ask(
            Packet.IMAGE,
            channelsInTurn(pixels),
            packet -> packet.content().length == identity.answerBytes());
    return Classified.parse(answer.content(), identity);
  }

  private byte[] channelsInTurn(byte[] planes) {
    int channels = identity.image().channels();
    int pixels = planes.length / channels;
    byte[] bytes = new byte[planes.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = planes[i % channels * pixels + i / channels];
    }
    return bytes;
  }

  private Packet ask(int kind, byte[] content, Predicate<Packet> fits) throws IOException {
    number = (number + 1) & 0xff;
    byte[] question = new Packet(kind, number, content).framed();
    for (int attempt = 0; attempt < attempts; attempt++) {
      repeated += attempt > 0 ? 1 : 0;
      line.write(question);
      long end = System.nanoTime() + patience.toNanos();
      while (System.nanoTime() < end) {
        Optional<Packet> came = next().filter(packet -> packet.answers(kind, number));
        if (came.filter(fits).isPresent()) {
          return came.get();
        }
      }
    }
    throw new IOException(
        "no answer in %d attempts of %d ms each; look at the port (boards have two), the baud rate, the cable, and whether the design is on the board"
            .formatted(attempts, patience.toMillis()));
  }

  /** The next packet; empty if none came for a while, or a damaged one. */
  private Optional<Packet> next() throws IOException {
    while (true) {
      for (; taken < waiting.length; taken++) {
        if (waiting[taken] != Packet.FLAG) {
          between.write(waiting[taken]);
        } else if (between.size() > 0) {
          Optional<Packet> packet = Packet.parse(between.toByteArray());
          between.reset();
          taken++;
          return packet;
        }
      }
      int came = line.read(buffer);
      waiting = Arrays.copyOf(buffer, came);
      taken = 0;
      if (came == 0) {
        return Optional.empty();
      }
    }
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}
