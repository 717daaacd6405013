package org.skiptrim.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The resources are what Yosys 0.23 said of {@code sliding_window}, 32×32×16, Simd 4. */
class StatJsonTest {
  static String resource(String name) throws IOException {
    try (InputStream in = StatJsonTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String wrong(String json) {
    return assertThrows(IllegalArgumentException.class, () -> StatJson.cells(json)).getMessage();
  }

  @Test
  void cells_yosys023Xilinx_everyType() throws Exception {
    Map<String, Long> cells = StatJson.cells(resource("stat-0.23-xc7-sliding_window.json"));
    assertEquals(13, cells.size());
    assertEquals(1, cells.get("RAMB18E1"));
    assertEquals(48, cells.get("LUT2"));
    assertEquals(238, cells.values().stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void cells_yosys023Ecp5_everyType() throws Exception {
    Map<String, Long> cells = StatJson.cells(resource("stat-0.23-ecp5-sliding_window.json"));
    assertEquals(
        Map.of(
            "CCU2C",
            33L,
            "DP16KD",
            1L,
            "L6MUX21",
            36L,
            "LUT4",
            228L,
            "PFUMX",
            64L,
            "TRELLIS_FF",
            48L),
        cells);
  }

  @Test
  void cells_countsAsObjects_newerLayout() {
    String json =
        """
        {"modules": {"\\\\top": {"num_cells": {"count": "5"}, "num_cells_by_type":
          {"LUT6": {"count": "5", "area": "0.0", "local_count": "5", "local_area": "0.0"}}}}}""";
    assertEquals(Map.of("LUT6", 5L), StatJson.cells(json));
  }

  @Test
  void cells_noCells_emptyAndNoError() {
    assertEquals(
        Map.of(), StatJson.cells("{\"modules\": {\"\\\\top\": {\"num_cells_by_type\": {}}}}"));
  }

  @Test
  void cells_notFlat_refused() {
    assertTrue(wrong("{\"modules\": {\"a\": {}, \"b\": {}}}").contains("2 modules"));
    assertTrue(wrong("{}").contains("0 modules"));
  }

  @Test
  void cells_otherLayout_refusedInsteadOfZero() {
    assertTrue(wrong("{\"modules\": {\"a\": {\"cells\": {}}}}").contains("num_cells_by_type"));
    String json = "{\"modules\": {\"a\": {\"num_cells_by_type\": {\"LUT6\": {\"n\": 5}}}}}";
    assertTrue(wrong(json).contains("LUT6"));
  }

  @Test
  void cells_cutOff_refused() {
    assertTrue(wrong("{\"modules\": {\"a\": ").contains("not JSON"));
  }
}
