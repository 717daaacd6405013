package org.skiptrim.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles that nobody means well with, instruction by instruction. */
@Timeout(60)
class HostilePickleTest {
  /** One character a byte. */
  private static Object read(String pickle) throws ExchangeException {
    byte[] bytes = pickle.getBytes(StandardCharsets.ISO_8859_1);
    return Pickle.read(ByteBuffer.wrap(bytes), new Globals());
  }

  private static String error(String pickle) {
    return assertThrows(
            ExchangeException.class,
            () ->
                StateDict.of(
                    read(pickle),
                    storage -> {
                      throw new ExchangeException("there are no bytes");
                    }))
        .getMessage();
  }

  /** Called, built upon, given items and appended to: it stays what it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cos\nsystem\n(U\1atR.",
        "cos\nsystem\n(U\1atRU\1bb.",
        "cos\nsystem\n(U\1atR(K\1K\2u.",
        "cos\nsystem\n(U\1atR(K\1K\2e.",
        "(U\1aios\nsystem\n.",
        "(cos\nsystem\nU\1ao.",
        "U\2osU\6system\u0093U\1a\u0085R.",
        "cos\nsystem\n)\u0081.",
        "cos\nsystem\n)}\u0092."
      })
  void unknownName_isNeverCalled(String pickle) throws IOException {
    assertEquals("os.system", assertInstanceOf(Placeholder.class, read(pickle)).what());
  }

  @ParameterizedTest
  @CsvSource({"X,4", "B,4", "T,4", "\u008b,4", "\u008d,8", "\u008e,8", "\u0095,8", "\u0096,8"})
  void lengthsThatAreNotThere_areNotBelieved(String instruction, int bytes) {
    assertTrue(error(instruction + "\u00ff".repeat(bytes) + "abc.").contains("it ends"));
    assertTrue(
        error(instruction + "\u00ff".repeat(3) + "\u007f\0\0\0\0".substring(0, bytes - 3) + "abc.")
            .contains("it ends"));
  }

  @Test
  void dictInItself_isSearchedOnce() {
    assertTrue(
        error("}q\0U\1ah\0s.").contains("none of what it holds is a dict of tensors, only a"));
    assertTrue(error("]q\0h\0a.").contains("it holds no dict"));
  }

  @Test
  void listInItselfAsKey_isNotLookedInto() {
    assertTrue(error("}]q\0h\0ah\0s.").contains("only an unusual key"));
  }

  @Test
  void nestedDeeply_isNotFollowed() {
    assertTrue(
        error("}U\1a".repeat(300_000) + "N" + "s".repeat(300_000) + ".").contains("only a;"));
    assertTrue(error("(".repeat(500_000) + "t".repeat(500_000) + ".").contains("it holds no dict"));
  }

  /** Each list holds the one before it twice: 2^1000 items for whoever walks through. */
  @Test
  void listsThatDouble_takeNoTime() {
    assertTrue(error("]q\0" + "(h\0h\0lq\0".repeat(1_000) + ".").contains("it holds no dict"));
    assertTrue(error("}q\0" + "}(U\1ah\0U\1bh\0uq\0".repeat(1_000) + ".").contains("only a, b;"));
  }

  @Test
  void endlessInstructions_areCounted() {
    assertTrue(error("]".repeat(2_000_001)).contains("more than 2,000,000 instructions"));
  }

  /** One list of a thousand pairs, made into dicts a thousand times and more. */
  @Test
  void dictsOfTheSamePairs_areCounted() {
    String pairs = "(" + "(K\1K\1l".repeat(1_000) + "lq\0";
    String dict = "ccollections\nOrderedDict\n(h\0tR";
    assertTrue(error(pairs + dict.repeat(1_001) + ".").contains("more than 1,000,000 pairs"));
  }

  @Test
  void rebuildingThatCallsItself_ends() throws IOException {
    String call = "ctorch._tensor\n_rebuild_from_type_v2\n";
    Object made = read(call + "q\0(h\0N]q\1(h\0Nh\1eN" + "tR.");
    assertEquals("a call", assertInstanceOf(Placeholder.class, made).what());
  }

  /** A thousand names for the same 2^20 numbers. */
  @Test
  void manyViewsOfOneStorage_areCounted() {
    String storage = "(U\7storagectorch\nFloatStorage\nU\1kU\3cpuJ\0\0\20\0tQq\0";
    String tensor = "ctorch._utils\n_rebuild_tensor_v2\n(h\0K\0J\0\0\20\0\u0085K\1\u0085tRq\1";
    StringBuilder pickle = new StringBuilder("}" + storage + "0" + tensor + "0(");
    for (int i = 100; i < 1_000; i++) {
      pickle.append("U\3").append(i).append("h\1");
    }
    ByteBuffer bytes = ByteBuffer.allocate(1 << 22);
    String message =
        assertThrows(
                ExchangeException.class, () -> StateDict.of(read(pickle + "u."), asked -> bytes))
            .getMessage();
    assertTrue(message.startsWith("its tensors have more than 67,108,864 elements"), message);
  }

  @Test
  void newerProtocol_isNamed() {
    assertTrue(error("\u0080\6.").contains("protocol 6; save it with pickle_protocol=5"));
  }

  @Test
  void oldNumbers_areRead() throws IOException {
    assertEquals(
        List.of(12L, true, -3L, 1.5, 7L), read("(I12\nI01\nL-3L\nF1.5\n\u008b\1\0\0\0\7t."));
  }
}
