package org.skiptrim.placement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.skiptrim.storage.Json;

/**
 * A design as nextpnr leaves it and writes it ({@code --write}), with every route in it: too large
 * to be read whole, so a part at a time is.
 */
record PlacedDesign(Path file) {
  /**
   * A port.
   *
   * @param direction {@code input} or {@code output}
   * @param bits the wire of each, the lowest first
   */
  record Port(String direction, List<Integer> bits) {}

  /**
   * A part of the chip.
   *
   * @param parameters texts, or bits with the highest first; a text that looks like bits ends with
   *     a blank
   * @param portDirections {@code input}, {@code output} or {@code inout} by pin
   * @param connections the wire of each pin; none of those that are not connected
   */
  record Cell(
      String type,
      Map<String, String> parameters,
      Map<String, String> attributes,
      Map<String, String> portDirections,
      Map<String, List<Integer>> connections) {
    /** Where on the chip, as in {@code X92/Y28/SLICEB.K0}. */
    String place() {
      return attributes.get("NEXTPNR_BEL");
    }
  }

  /** By name. */
  SortedMap<String, Port> ports() throws IOException {
    NavigableMap<String, Port> ports = new TreeMap<>();
    Json.members(file, List.of("modules", Json.FIRST, "ports"), Port.class, ports::put);
    return ports;
  }

  /** Shows each cell with its name. */
  void cells(BiConsumer<String, Cell> each) throws IOException {
    Json.members(file, List.of("modules", Json.FIRST, "cells"), Cell.class, each);
  }
}
