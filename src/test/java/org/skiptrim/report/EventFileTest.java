package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventFileTest {

  /** What a strict reader finds: framing, checksums and fields as TensorBoard's own has them. */
  private static List<String> read(byte[] file) throws IOException {
    List<String> events = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertEquals(EventFile.maskedChecksum(length), in.getInt());
      byte[] content = new byte[(int) ByteBuffer.wrap(length).order(in.order()).getLong()];
      in.get(content);
      assertEquals(EventFile.maskedChecksum(content), in.getInt());
      events.add(fields(CodedInputStream.newInstance(content), ""));
    }
    return events;
  }

  private static String fields(CodedInputStream in, String path) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      String field = path + WireFormat.getTagFieldNumber(tag);
      text.append(field).append('=');
      switch (WireFormat.getTagWireType(tag)) {
        case WireFormat.WIRETYPE_FIXED64 -> text.append(in.readDouble());
        case WireFormat.WIRETYPE_FIXED32 -> text.append(in.readFloat());
        case WireFormat.WIRETYPE_VARINT -> text.append(in.readInt64());
        default -> {
          byte[] bytes = in.readByteArray();
          boolean message = field.equals("5") || field.equals("5.1");
          text.append(
              message
                  ? "(" + fields(CodedInputStream.newInstance(bytes), field + ".") + ")"
                  : new String(bytes, StandardCharsets.UTF_8));
        }
      }
      text.append(' ');
    }
    return text.toString();
  }

  @Test
  void add_isAnEventWithItsScalars() throws IOException {
    EventFile file = new EventFile(1.5);
    file.add(2.5, 7, Map.of("accuracy/test", 0.75));
    assertEquals(
        List.of("1=1.5 3=brain.Event:2 ", "1=2.5 2=7 5=(5.1=(5.1.1=accuracy/test 5.1.2=0.75 ) ) "),
        read(file.toBytes()));
  }

  /** CRC-32C of "123456789" is e3069283 (RFC 3720's polynomial); masked as TFRecord does. */
  @Test
  void maskedChecksum_ofAKnownText() {
    int crc = 0xe3069283;
    int masked = ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    assertEquals(masked, EventFile.maskedChecksum("123456789".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void toBytes_ofALongerFile_beginsWithTheShorterOne() {
    EventFile shorter = new EventFile(1);
    shorter.add(2, 1, Map.of("a", 1.0));
    EventFile longer = new EventFile(1);
    longer.add(2, 1, Map.of("a", 1.0));
    byte[] before = longer.toBytes();
    longer.add(3, 2, Map.of("a", 2.0));
    assertArrayEquals(shorter.toBytes(), before);
    assertArrayEquals(before, java.util.Arrays.copyOf(longer.toBytes(), before.length));
  }
}
