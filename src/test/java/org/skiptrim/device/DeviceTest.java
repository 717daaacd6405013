package org.skiptrim.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DeviceTest {
  @Test
  void named_nameOrPartInAnyCase() {
    assertEquals("XCK26", Device.named("KV260").part());
    assertEquals("kv260", Device.named("xck26").name());
    assertEquals("ecp5", Device.named("LFE5U-85F").family().name());
  }

  @Test
  void named_wholePartNumberOrBoard_isThePart() {
    assertEquals("xc7z020", Device.named("XC7Z020CLG400-1").name());
    assertEquals("xc7a200t", Device.named("xc7a200tfbg676-2").name());
    assertEquals("kv260", Device.named("XCK26-SFVC784-2LV-C").name());
    assertEquals("lfe5u-85f", Device.named("LFE5U-85F-6BG381C").name());
    assertEquals("up5k", Device.named("iCE40UP5K-SG48").name());
    assertEquals("xc7z020", Device.named("pynq-z2").name());
    assertEquals("lfe5u-85f", Device.named("ULX3S-85F").name());
    assertThrows(IllegalArgumentException.class, () -> Device.named("xc7z0201"));
    assertThrows(IllegalArgumentException.class, () -> Device.named("xc7z020 or so"));
  }

  @Test
  void named_unknown_listsThoseThereAre() {
    assertEquals(
        "unknown device xc7z021; there are xc7z020, pynq-z1, pynq-z2, zedboard, xc7a200t, lfe5u-85f,"
            + " ulx3s-85f, kv260, kria-kv260, u200, u250, hx8k, hx8k-breakout, up5k, icebreaker,"
            + " upduino",
        assertThrows(IllegalArgumentException.class, () -> Device.named("xc7z021")).getMessage());
  }

  @Test
  void available_flipFlops_asTheMakersTablesSay() {
    assertEquals(106_400, Device.named("xc7z020").available(Resource.FF));
    assertEquals(269_200, Device.named("xc7a200t").available(Resource.FF));
    assertEquals(234_240, Device.named("kv260").available(Resource.FF));
    assertEquals(83_640, Device.named("lfe5u-85f").available(Resource.FF));
  }

  @Test
  void blockRam_allOfAnEcp5_is3744Kbit() {
    Device device = Device.named("lfe5u-85f");
    assertEquals(3_744, device.available(Resource.BRAM) * device.family().blockRam().kbit());
  }
}
