package org.skiptrim.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools as they are unpacked from a mirror of Debian, at work. */
class PlacementToolsTest {
  private static final SearchPath PATH = new SearchPath(System.getenv("PATH"));

  @TempDir Path cache;

  @BeforeAll
  static void askWhetherTheyCanBeUnpackedHere() throws Exception {
    String obstacle = new PlacementTools(Path.of("/nonexistent"), PATH, Path.of("/")).obstacle();
    assumeTrue(obstacle.isEmpty(), "Debian 13's tools cannot be unpacked here: " + obstacle);
  }

  private static PlacementTools toolsIn(Path cache) {
    return new PlacementTools(cache.resolve("placement"), PATH, cache.resolve("logs"));
  }

  @Test
  void install_killedHalfWayAndOnceMoreByTwo_placesOnBothFamilies() throws Exception {
    Process killed = start();
    waitForUnpackedFiles();
    killed.destroyForcibly().waitFor();
    PlacementTools tools = toolsIn(cache);
    assertTrue(tools.find(Tool.NEXTPNR_ECP5).isEmpty());

    List<String> notices = new CopyOnWriteArrayList<>();
    Process other = start();
    tools.install(notices::add);
    assertEquals(0, other.waitFor(), new String(other.getInputStream().readAllBytes(), UTF_8));
    String log = Files.readString(cache.resolve("logs/apt-get-placement.log"));
    assertFalse(log.contains("Get:"), "packages were fetched again: " + log);
    assertEquals(List.of(".lock", home().getFileName().toString()), children("placement"));

    bitstreamForEcp5();
    bitstreamForIce40();
  }

  /** What a mirror offers is of no use without Debian's signature. */
  @Test
  void readList_otherKeys_refusesDebiansOwnMirror() throws Exception {
    Path keys = Files.createFile(cache.resolve("no-keys.gpg"));
    ToolFailure failure = assertThrows(ToolFailure.class, () -> readList(keys, mirrors()));
    assertTrue(failure.getMessage().contains("NO_PUBKEY"), failure.getMessage());
  }

  @Test
  void readList_firstMirrorIsNotThere_takesTheNext() throws Exception {
    List<String> mirrors = new ArrayList<>(List.of("http://127.0.0.1:9/debian/"));
    mirrors.addAll(mirrors());
    List<String> notices = readList(PlacementTools.KEYRING, mirrors);
    assertTrue(
        notices.stream().anyMatch(line -> line.contains("E: Failed to fetch http://127.0.0.1:9/")),
        notices.toString());
  }

  private static List<String> mirrors() throws Exception {
    return DebianMirror.of(PATH.programs("apt-get").get(0));
  }

  private List<String> readList(Path keys, List<String> mirrors) throws Exception {
    List<String> notices = new CopyOnWriteArrayList<>();
    Path aptGet = PATH.programs("apt-get").get(0);
    new DebianPackages(aptGet, keys, cache.resolve("apt"), cache.resolve("log"))
        .readList(PlacementRecipe.RELEASE, mirrors, notices::add);
    return notices;
  }

  private void bitstreamForEcp5() throws Exception {
    run(Tool.YOSYS_FOR_PLACEMENT, "-p", script("synth_ecp5"));
    String[] options =
        "--85k --package CABGA756 --lpf-allow-unconstrained --json n.json".split(" ");
    run(Tool.NEXTPNR_ECP5, options, "--textcfg", "n.config", "--report", "report.json");
    String report = Files.readString(cache.resolve("report.json"));
    assertTrue(report.contains("\"achieved\""), report);
    run(Tool.ECPPACK, "n.config", "n.bit");
    run(Tool.ECPUNPACK, "n.bit", "again.config");
    run(Tool.ECPPACK, "again.config", "again.bit");
    assertSameContent("n.bit", "again.bit");
  }

  private void bitstreamForIce40() throws Exception {
    run(Tool.YOSYS_FOR_PLACEMENT, "-p", script("synth_ice40"));
    String[] options = "--hx8k --package ct256 --pcf-allow-unconstrained --json n.json".split(" ");
    run(Tool.NEXTPNR_ICE40, options, "--asc", "n.asc");
    run(Tool.ICEPACK, "n.asc", "n.bin");
    run(Tool.ICEUNPACK, "n.bin", "again.asc");
    run(Tool.ICEPACK, "again.asc", "again.bin");
    assertSameContent("n.bin", "again.bin");
    String verilog = run(Tool.ICEBOX_VLOG, "again.asc");
    assertTrue(verilog.contains("module chip"), verilog);
  }

  /** Of a registered multiply-accumulate. */
  private String script(String synthesis) throws IOException {
    Files.writeString(
        cache.resolve("mac.v"),
        """
        module mac(input clk, input [7:0] a, input [7:0] b, output reg [19:0] sum);
          reg [7:0] x, y;
          reg [15:0] product;
          always @(posedge clk) begin
            x <= a;
            y <= b;
            product <= x * y;
            sum <= sum + product;
          end
        endmodule
        """);
    return "read_verilog mac.v; " + synthesis + " -top mac -json n.json";
  }

  private String run(Tool tool, String[] options, String... more) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of(more));
    return run(tool, all.toArray(String[]::new));
  }

  private String run(Tool tool, String... arguments) throws Exception {
    Tools tools = new Tools(Map.of("PATH", "/nonexistent", "SKIPTRIM_NO_INSTALL", "1"), cache);
    List<String> command = new ArrayList<>();
    command.add(tools.require(tool, notice -> {}).path().toString());
    command.addAll(List.of(arguments));
    Path log = cache.resolve(tool.command() + ".log");
    return new ToolProcess(tool.command(), "at work", command, cache, log).answer();
  }

  private void assertSameContent(String one, String other) throws IOException {
    assertArrayEquals(
        Files.readAllBytes(cache.resolve(one)), Files.readAllBytes(cache.resolve(other)));
  }

  private Path home() {
    return toolsIn(cache).find(Tool.NEXTPNR_ECP5).orElseThrow().path().getParent().getParent();
  }

  private List<String> children(String folder) throws IOException {
    try (var files = Files.list(cache.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void waitForUnpackedFiles() throws Exception {
    long end = System.nanoTime() + 120_000_000_000L;
    while (!isUnpacking()) {
      assertTrue(System.nanoTime() < end, "nothing was unpacked in two minutes");
      Thread.sleep(20);
    }
  }

  private boolean isUnpacking() throws IOException {
    Path place = Files.createDirectories(cache.resolve("placement"));
    try (DirectoryStream<Path> attempts = Files.newDirectoryStream(place, "attempt-*")) {
      Iterator<Path> any = attempts.iterator();
      return any.hasNext() && Files.exists(any.next().resolve("unpacked/usr"));
    }
  }

  private Process start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    return new ProcessBuilder(java, "-cp", classes, Unpacking.class.getName(), cache.toString())
        .redirectErrorStream(true)
        .start();
  }

  /** What another process does. */
  static final class Unpacking {
    private Unpacking() {}

    public static void main(String[] arguments) throws Exception {
      toolsIn(Path.of(arguments[0])).install(System.out::println);
    }
  }
}
