package org.skiptrim.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolVersionTest {
  private static ToolVersion version(String output) {
    return ToolVersion.in(output).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Yosys 0.23 (git sha1 7ce5011c24b) | 0 | 23",
        "Yosys 0.9+4052 (git sha1 a1b2c3d, gcc 11.2.0) | 0 | 9",
        "Verilator 5.006 2023-01-22 rev (Debian 5.006-3) | 5 | 6",
        "g++ (Debian 12.2.0-14+deb12u1) 12.2.0 | 12 | 2",
        "This is perl 5, version 36, subversion 0 (v5.36.0) built for x86_64 | 5 | 36",
        "GNU Make 4.3 | 4 | 3",
      })
  void in_whatToolsSay(String output, int major, int minor) {
    assertEquals(major, version(output).major());
    assertEquals(minor, version(output).minor());
  }

  @Test
  void in_noNumber_empty() {
    assertTrue(ToolVersion.in("no version here").isEmpty());
  }

  @Test
  void compareTo_byNumbersNotText() {
    assertTrue(version("5.006").compareTo(version("5.032")) < 0);
    assertTrue(version("0.9+4052").compareTo(version("0.23")) < 0);
    assertTrue(version("1.0").compareTo(version("0.60")) > 0);
    assertEquals(0, version("0.23").compareTo(version("0.23+5")));
  }
}
