package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventFileTest {

  @Test
  void beginning_isAVersionAndTheStartOfASession() throws IOException {
    assertEquals(
        List.of("1=1.5 3=brain.Event:2 ", "1=1.5 2=7 7=(7.1=1 ) "),
        EventReader.read(EventFile.beginning(1.5, 7)));
  }

  @Test
  void point_isAnEventWithItsScalars() throws IOException {
    assertEquals(
        List.of("1=2.5 2=7 5=(5.1=(5.1.1=accuracy/test 5.1.2=0.75 ) ) "),
        EventReader.read(EventFile.point(2.5, 7, Map.of("accuracy/test", 0.75))));
  }

  /** CRC-32C of "123456789" is e3069283 (RFC 3720's polynomial); masked as TFRecord does. */
  @Test
  void maskedChecksum_ofAKnownText() {
    int crc = 0xe3069283;
    int masked = ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    assertEquals(masked, EventFile.maskedChecksum("123456789".getBytes(StandardCharsets.US_ASCII)));
  }
}
