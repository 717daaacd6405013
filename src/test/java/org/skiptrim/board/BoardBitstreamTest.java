package org.skiptrim.board;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** {@code BoardCommandTest} goes all the way. */
class BoardBitstreamTest {
  @Test
  void checkClock_fasterThanTheRoutedDesign_isRefusedWithWhatIsPossible() {
    assertEquals(
        "the design is for a clock of 24.0 MHz, but as placed it may be 23.9 MHz at most; give"
            + " --clock a slower one, or try more --seeds",
        assertThrows(IOException.class, () -> BoardBitstream.checkClock(24, 23.9)).getMessage());
    assertDoesNotThrow(() -> BoardBitstream.checkClock(12, 12));
  }
}
