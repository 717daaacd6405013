package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads event files by their definition. */
public final class EventReader {
  private EventReader() {}

  /** What a strict reader finds: framing, checksums and fields as TensorBoard's own has them. */
  public static List<String> read(byte[] file) throws IOException {
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
          boolean message = List.of("5", "5.1", "7").contains(field);
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
}
