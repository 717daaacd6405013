package org.skiptrim.report;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Curves as TensorBoard reads them: records of {@code tensorflow.Event} messages (event.proto and
 * summary.proto), each framed by its length and masked CRC-32C checksums (TFRecord). TensorBoard
 * keeps a file open and reads on where it grows, so pieces are to be added to its end.
 */
public final class EventFile {
  private static final String VERSION = "brain.Event:2";
  private static final int MASK_DELTA = 0xa282ead8;

  // Field numbers of Event, SessionLog, Summary and Summary.Value; a value of SessionLog's status.
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;
  private static final int STATUS = 1;
  private static final int START = 1;
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;

  private EventFile() {}

  /**
   * The beginning of a file. What files before it have of that step and later ones is not valid any
   * more: TensorBoard forgets it.
   *
   * @param wallTime in seconds since 1970
   * @param step the first that will follow: an epoch
   */
  public static byte[] beginning(double wallTime, long step) {
    byte[] version =
        message(
            event -> {
              event.writeDouble(WALL_TIME, wallTime);
              event.writeString(FILE_VERSION, VERSION);
            });
    byte[] start =
        message(
            event -> {
              event.writeDouble(WALL_TIME, wallTime);
              event.writeInt64(STEP, step);
              event.writeByteArray(SESSION_LOG, message(log -> log.writeEnum(STATUS, START)));
            });
    return records(version, start);
  }

  /**
   * A point of each of some curves.
   *
   * @param wallTime in seconds since 1970
   * @param step the x axis: an epoch
   * @param scalars by tag, such as {@code accuracy/test}
   */
  public static byte[] point(double wallTime, long step, Map<String, Double> scalars) {
    byte[] summary =
        message(
            all -> {
              for (Map.Entry<String, Double> scalar : scalars.entrySet()) {
                all.writeByteArray(VALUE, value(scalar.getKey(), scalar.getValue()));
              }
            });
    return records(
        message(
            event -> {
              event.writeDouble(WALL_TIME, wallTime);
              event.writeInt64(STEP, step);
              event.writeByteArray(SUMMARY, summary);
            }));
  }

  private static byte[] value(String tag, double scalar) {
    return message(
        value -> {
          value.writeByteArray(TAG, tag.getBytes(StandardCharsets.UTF_8));
          value.writeFloat(SIMPLE_VALUE, (float) scalar);
        });
  }

  private interface Fields {
    void writeTo(CodedOutputStream message) throws IOException;
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream message = CodedOutputStream.newInstance(bytes);
      fields.writeTo(message);
      message.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail so
    }
  }

  private static byte[] records(byte[]... contents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] content : contents) {
      byte[] length = little(Long.BYTES).putLong(content.length).array();
      out.writeBytes(length);
      out.writeBytes(little(Integer.BYTES).putInt(maskedChecksum(length)).array());
      out.writeBytes(content);
      out.writeBytes(little(Integer.BYTES).putInt(maskedChecksum(content)).array());
    }
    return out.toByteArray();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Rotated by 15 bits, plus a constant: a checksum of data that contains checksums is a bad one.
   */
  static int maskedChecksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }
}
