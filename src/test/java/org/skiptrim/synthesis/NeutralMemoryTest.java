package org.skiptrim.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class NeutralMemoryTest {
  @Test
  void like_sameShapeOtherContents_same() {
    assertEquals(NeutralMemory.like("3fff\n0000\n"), NeutralMemory.like("2123\n1abc\n"));
  }

  @Test
  void like_moreWordsOrLonger_different() {
    String shape = NeutralMemory.like("3fff\n0000\n");
    assertNotEquals(shape, NeutralMemory.like("3fff\n0000\n0000\n"));
    assertNotEquals(shape, NeutralMemory.like("3ffff\n00000\n"));
  }

  @Test
  void like_commentsAndBlankLines_onlyWordsCount() {
    assertEquals(
        NeutralMemory.like("3fff\n1234\n"),
        NeutralMemory.like("// weights\n3fff // first\n\n1234\n"));
  }

  @Test
  void like_leadingDigitOfTwoBits_staysWithinThem() {
    List<String> words = NeutralMemory.like("3fff\n".repeat(64)).lines().toList();
    assertEquals(64, words.size());
    assertTrue(words.stream().allMatch(word -> word.matches("[0-3][0-9a-f]{3}")));
    assertTrue(words.stream().distinct().count() > 60);
  }
}
