package org.skiptrim.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skiptrim.device.Device;
import org.skiptrim.device.Utilization;
import org.skiptrim.device.Utilization.Method;

class NoRoomTest {
  private static final Device PART = Device.named("hx8k");

  private static Optional<String> lacking(Utilization used, double share) {
    return NoRoom.of(used, PART, share).map(NoRoom::why);
  }

  @Test
  void of_moreThanThereIs_namesTheResource() {
    assertEquals(
        Optional.of("hx8k has 7,680 LUT and the design takes 7,681"),
        lacking(new Utilization(Method.SYNTHESIZED_FLAT, 7_681, 0, 100, 40, 0, 0), 1));
    assertEquals(
        Optional.of("hx8k has 32 BRAM and the design takes 40"),
        lacking(new Utilization(Method.SYNTHESIZED_FLAT, 7_680, 0, 100, 40, 0, 0), 1));
  }

  @Test
  void withRemedy_saysBothInALine() {
    NoRoom lacking = new NoRoom("hx8k has 32 BRAM and the design takes 40");
    assertEquals(
        "hx8k has 32 BRAM and the design takes 40; give it less",
        lacking.withRemedy("give it less").getMessage());
  }

  /** Estimates are not certain. */
  @Test
  void of_estimate_mayExceedWhatThereIsByItsError() {
    Utilization estimate = new Utilization(Method.ESTIMATED, 9_000, 0, 100, 10, 0, 0);
    assertEquals(Optional.empty(), lacking(estimate, 1.3));
    assertEquals(
        Optional.of("hx8k has 7,680 LUT and the design takes 9,000, as estimated"),
        lacking(estimate, 1.1));
  }
}
