package org.skiptrim.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shell scripts stand in for the tools and for apt-get. */
class ToolsTest {
  @TempDir Path directory;
  private Path bin;
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void makeBin() throws IOException {
    bin = Files.createDirectory(directory.resolve("bin"));
  }

  private Path program(Path folder, String name, String script) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Tools tools(String path, String noInstall) {
    return new Tools(
        Map.of("PATH", path, "SKIPTRIM_NO_INSTALL", noInstall), directory.resolve("logs"));
  }

  private String failure(Tools tools, Tool tool) {
    return assertThrows(ToolMissing.class, () -> tools.require(tool, notices::add)).getMessage();
  }

  @Test
  void require_onPath_pathAndVersion() throws Exception {
    Path yosys = program(bin, "yosys", "echo 'Yosys 0.52 (git sha1 fee39a328)'");
    InstalledTool found = tools(bin.toString(), "1").require(Tool.YOSYS, notices::add);
    assertEquals(yosys, found.path());
    assertEquals("0.52", found.version().toString());
    assertEquals(List.of(), notices);
  }

  @Test
  void require_warningBeforeTheVersion_isNotTheVersion() throws Exception {
    program(bin, "yosys", "echo 'libtcl 8.6: no version information' >&2; echo 'Yosys 0.52'");
    InstalledTool found = tools(bin.toString(), "1").require(Tool.YOSYS, notices::add);
    assertEquals("0.52", found.version().toString());
  }

  @Test
  void require_missingAndNoInstall_oneLineWithCommand() {
    assertEquals(
        "yosys is not on PATH; install it with: sudo apt-get install -y --no-install-recommends"
            + " yosys (or unset SKIPTRIM_NO_INSTALL)",
        failure(tools(bin.toString(), "1"), Tool.YOSYS));
  }

  @Test
  void require_missingOnMac_brewCommand() throws Exception {
    program(bin, "brew", "exit 1");
    assertEquals(
        "yosys is not on PATH; install it with: brew install yosys",
        failure(tools(bin.toString(), ""), Tool.YOSYS));
  }

  @Test
  void require_tooOld_saysWhichAndWhatWorks() throws Exception {
    Path old = program(bin, "yosys", "echo 'Yosys 0.9 (git sha1 1979e0b)'");
    String message = failure(tools(bin.toString(), "1"), Tool.YOSYS);
    assertTrue(message.startsWith(old + " is version 0.9, 0.23 is the oldest that works; "));
  }

  @Test
  void require_oldOneBeforeNewOne_takesTheNewOne() throws Exception {
    program(bin, "yosys", "echo 'Yosys 0.9 (git sha1 1979e0b)'");
    Path newer = program(directory.resolve("opt"), "yosys", "echo 'Yosys 0.38'");
    Tools tools = tools(bin + ":" + newer.getParent(), "1");
    assertEquals(newer, tools.require(Tool.YOSYS, notices::add).path());
  }

  /** As Verilator with a wrong VERILATOR_ROOT: installing it once more would change nothing. */
  @Test
  void require_programThatFails_showsWhatItSaidAndInstallsNothing() throws Exception {
    Path broken = program(bin, "yosys", "echo '/nonexistent/yosys_bin: not found' >&2; exit 127");
    program(bin, "apt-get", "touch " + directory.resolve("asked"));
    String message = failure(tools(bin.toString(), ""), Tool.YOSYS);
    assertEquals(
        broken
            + " does not run (/nonexistent/yosys_bin: not found); mend that (a variable of its own"
            + " may be wrong), or put another one before it on PATH",
        message);
    assertFalse(Files.exists(directory.resolve("asked")));
    assertEquals(List.of(), notices);
  }

  @Test
  void require_programWithoutVersion_saysSo() throws Exception {
    Path odd = program(bin, "yosys", "echo hello");
    String message = failure(tools(bin.toString(), "1"), Tool.YOSYS);
    assertTrue(message.startsWith(odd + " does not say its version to -V; "), message);
  }

  @Test
  void require_verilatorWithoutCompiler_namesTheCompiler() throws Exception {
    program(bin, "verilator", "echo 'Verilator 5.006 2023-01-22'");
    String message = failure(tools(bin.toString(), "1"), Tool.VERILATOR);
    assertTrue(message.startsWith("g++ is not on PATH; "), message);
  }

  @Test
  void install_missingPackageLists_updatesAndInstalls() throws Exception {
    Path lists = directory.resolve("lists");
    Path yosys = bin.resolve("yosys");
    Path apt =
        program(
            bin,
            "apt-get",
            """
            case "$*" in
              *update) touch %1$s ;;
              *install*yosys)
                test -e %1$s || { echo 'E: Unable to locate package yosys'; exit 100; }
                printf '#!/bin/sh\\necho Yosys 0.23\\n' > %2$s; chmod +x %2$s ;;
            esac"""
                .formatted(lists, yosys));
    new PackageManager(List.of(), apt).install(Tool.YOSYS, directory, notices::add);
    assertEquals(yosys, tools(bin.toString(), "1").require(Tool.YOSYS, notices::add).path());
    assertEquals(3, notices.size(), notices.toString());
  }

  @Test
  void install_noSuchPackage_failsInOneLine() throws Exception {
    Path apt = program(bin, "apt-get", "echo 'E: Unable to locate package yosys'; exit 100");
    PackageManager packages = new PackageManager(List.of(), apt);
    String message =
        assertThrows(ToolFailure.class, () -> packages.install(Tool.YOSYS, directory, notices::add))
            .getMessage();
    assertEquals(
        "apt-get failed while installing yosys: E: Unable to locate package yosys (log: "
            + directory.resolve("apt-get-yosys.log")
            + ")",
        message);
  }

  @Test
  void status_someMissing_listsAllWithProblems() throws Exception {
    program(bin, "yosys", "echo 'Yosys 0.23'");
    List<ToolStatus> status = tools(bin.toString(), "").status();
    assertEquals(List.of(Tool.values()), status.stream().map(ToolStatus::tool).toList());
    for (ToolStatus one : status) {
      assertEquals(one.tool() == Tool.YOSYS, one.installed().isPresent());
      assertEquals(one.installed().isPresent(), one.problem().isEmpty());
    }
  }
}
