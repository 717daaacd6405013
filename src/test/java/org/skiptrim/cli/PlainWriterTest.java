package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlainWriterTest {
  private static String written(String text, Charset charset) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(new PlainWriter(out, charset));
    writer.print(text);
    writer.flush();
    return out.toString();
  }

  @Test
  void write_inAscii_keepsTheMeaning() {
    assertEquals(
        "8.69 +- 1.82, -3.5 %, 3x3 ...",
        written("8.69 ± 1.82, −3.5 %, 3×3 …", StandardCharsets.US_ASCII));
  }

  @Test
  void write_inLatin1_replacesOnlyWhatIsNotThere() {
    assertEquals(
        "8.69 ± 1.82, -3.5 %", written("8.69 ± 1.82, −3.5 %", StandardCharsets.ISO_8859_1));
  }

  @Test
  void write_inUtf8_isTheSame() {
    String text = "− ± × … Größe \uD83D\uDE00";
    assertEquals(text, written(text, StandardCharsets.UTF_8));
  }
}
