package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ReasonTest {
  @Test
  void of_messageForPeople_isIts() {
    assertEquals("no disk left", Reason.of(new IOException("no disk left\nat block 7")));
  }

  @Test
  void of_defect_namesItsKind() {
    assertEquals("NullPointerException", Reason.of(new NullPointerException()));
    assertEquals("IllegalStateException: odd", Reason.of(new IllegalStateException("odd")));
  }

  @Test
  void of_missingFile_saysSo() {
    assertEquals("x.yaml does not exist", Reason.of(new NoSuchFileException("x.yaml")));
  }
}
