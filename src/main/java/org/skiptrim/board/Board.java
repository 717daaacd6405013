package org.skiptrim.board;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.skiptrim.device.Device;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A board, from {@code boards.yaml}: how a design reaches its clock and its serial line.
 *
 * @param name what it is called
 * @param device the part on it
 * @param casing the part's package, as nextpnr writes it
 * @param megahertz of the clock on it
 * @param pins by port of the top module
 * @param high pins that are held at 1, by port
 * @param pll what makes another clock of it
 * @param constraints the kind of file that names the pins
 */
public record Board(
    String name,
    Device device,
    String casing,
    double megahertz,
    Map<String, String> pins,
    Map<String, String> high,
    PllKind pll,
    Constraints constraints) {
  private static final List<Board> KNOWN = read();

  /** Copies the maps. */
  public Board {
    pins = Map.copyOf(pins);
    high = Map.copyOf(high);
  }

  /** What stands in the file. */
  private record Entry(
      String board,
      String device,
      String packageName,
      double megahertz,
      Map<String, String> pins,
      Map<String, String> high,
      String pll,
      String constraints) {
    Board toBoard() {
      return new Board(
          board,
          Device.named(device),
          packageName,
          megahertz,
          pins,
          high == null ? Map.of() : high,
          PllKind.named(pll),
          Constraints.named(constraints));
    }
  }

  /** All boards. */
  public static List<Board> known() {
    return KNOWN;
  }

  /**
   * The board of this name.
   *
   * @throws IllegalArgumentException naming those there are
   */
  public static Board named(String name) {
    return KNOWN.stream()
        .filter(board -> board.name.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no board '"
                        + name
                        + "'; there are "
                        + KNOWN.stream().map(Board::name).collect(Collectors.joining(", "))));
  }

  private static List<Board> read() {
    YAMLMapper mapper =
        YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    try (InputStream in = Board.class.getResourceAsStream("boards.yaml")) {
      return mapper.readValue(in, new TypeReference<List<Entry>>() {}).stream()
          .map(Entry::toBoard)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All ports of the top module and their pins. */
  Map<String, String> ports() {
    Map<String, String> all = new TreeMap<>(pins);
    all.putAll(high);
    return all;
  }
}
