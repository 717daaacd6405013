package org.skiptrim.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
          ERROR: Unable to find legal placement for cell 'x' after 10001 attempts, check constraints and utilisation. | does not fit up5k as placed
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
          ERROR: Unable to find legal placement for cell '$nextpnr_CCU2C_558$CCU2_COMB0' after 10001 attempts, check constraints and utilisation. | true
          ERROR: Unable to place cell 'x', no BELs remaining to implement cell type 'DP16KD' | true
          ERROR: failed to place chain starting at cell 'x' | true
          nextpnr-ice40 failed while placing a for hx8k: not done after 3600 s, stopped | true
          ERROR: cell type 'SB_IO_OF_NOBODY' is unsupported (instantiated as 'x') | false
          nextpnr-ice40 failed while placing a for hx8k: killed, most likely because memory ran out | false
          """)
  void isForLackOfRoom_saysWhetherASmallerDesignMayDo(String said, boolean isRoom) {
    assertEquals(isRoom, PlacerWords.isForLackOfRoom(said));
  }

  @Test
  void withFullest_lackOfRoom_namesTheCellsThatAreMostlyUsed(@TempDir Path folder)
      throws Exception {
    Path log = folder.resolve("log.txt");
    assertEquals("no BELs remaining", PlacerWords.withFullest("no BELs remaining", log));
    Files.writeString(
        log,
        """
        Info: Device utilisation:
        Info: 	          TRELLIS_IO:    51/  365    13%
        Info: 	            NOTHING:     0/    0     0%
        Info: 	        TRELLIS_COMB: 85224/83640   101%
        Info: 	              DP16KD:   152/  208    73%
        """);
    assertEquals(
        "no BELs remaining; packed, it takes 85,224 of 83,640 TRELLIS_COMB",
        PlacerWords.withFullest("no BELs remaining", log));
    assertEquals("ERROR: timing", PlacerWords.withFullest("ERROR: timing", log));
  }

  /** All of an iCE40's global buffers are taken in any large design. */
  @Test
  void withFullest_globalBuffers_areNotMeant(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("log.txt");
    Files.writeString(
        log,
        """
        Info: 	         ICESTORM_LC:  4554/ 5280    86%
        Info: 	               SB_GB:     8/    8   100%
        """);
    assertEquals(
        "no BELs remaining; packed, it takes 4,554 of 5,280 ICESTORM_LC",
        PlacerWords.withFullest("no BELs remaining", log));
  }

  @Test
  void explained_otherWords_stayAsTheyAre() {
    assertEquals("ERROR: timing", PlacerWords.explained("ERROR: timing", PART));
  }
}
