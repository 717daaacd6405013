package org.skiptrim.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Map;

/**
 * Writes what an encoding lacks in letters that it has: {@code 8.69 +- 1.82}, and minus signs that
 * are not lost.
 */
final class PlainWriter extends FilterWriter {
  private static final Map<Character, String> PLAIN =
      Map.ofEntries(
          Map.entry('−', "-"),
          Map.entry('–', "-"),
          Map.entry('—', "-"),
          Map.entry('±', "+-"),
          Map.entry('×', "x"),
          Map.entry('…', "..."),
          Map.entry('→', "->"),
          Map.entry('·', "*"),
          Map.entry('≥', ">="),
          Map.entry('≤', "<="));

  private final CharsetEncoder encoder;

  PlainWriter(Writer out, Charset charset) {
    super(out);
    this.encoder = charset.newEncoder();
  }

  /** For one of this process's standard streams. */
  static PrintWriter on(PrintStream stream) {
    Charset charset = encoding();
    return new PrintWriter(new PlainWriter(new PrintWriter(stream, true, charset), charset), true);
  }

  /** That of standard output; Java has called it by three names. */
  static Charset encoding() {
    for (String property : new String[] {"stdout.encoding", "sun.stdout.encoding"}) {
      String name = System.getProperty(property, "");
      if (!name.isEmpty() && Charset.isSupported(name)) {
        return Charset.forName(name);
      }
    }
    return Charset.forName(System.getProperty("native.encoding"));
  }

  @Override
  public void write(int letter) throws IOException {
    char c = (char) letter;
    out.write(encoder.canEncode(c) ? String.valueOf(c) : PLAIN.getOrDefault(c, String.valueOf(c)));
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(text[i]);
    }
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    write(text.toCharArray(), offset, length);
  }
}
