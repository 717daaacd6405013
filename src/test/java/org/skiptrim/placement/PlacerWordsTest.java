package org.skiptrim.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.device.Device;

class PlacerWordsTest {
  private static final Device PART = Device.named("up5k");

  /** As nextpnr-ice40 0.7 has said it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ERROR: Unable to find a placement location for cell 'out_data_o[16]$sb_io' | up5k has too few pins
          ERROR: Unable to find legal placement for all cells, design is probably at utilisation limit. | does not fit up5k as placed
          """)
  void explained_knownWords_haveARemedy(String said, String meant) {
    String explained = PlacerWords.explained(said, PART);
    assertTrue(explained.contains(meant), explained);
    assertTrue(explained.contains(said), explained);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ERROR: Unable to find legal placement for all cells, design is probably at utilisation limit. | true
          nextpnr-ice40 failed while placing a for hx8k: not done after 3600 s, stopped | true
          ERROR: cell type 'SB_IO_OF_NOBODY' is unsupported (instantiated as 'x') | false
          nextpnr-ice40 failed while placing a for hx8k: killed, most likely because memory ran out | false
          """)
  void isForLackOfRoom_saysWhetherASmallerDesignMayDo(String said, boolean isRoom) {
    assertEquals(isRoom, PlacerWords.isForLackOfRoom(said));
  }

  @Test
  void explained_otherWords_stayAsTheyAre() {
    assertEquals("ERROR: timing", PlacerWords.explained("ERROR: timing", PART));
  }
}
