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
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
        Map.of("PATH", path, "SKIPTRIM_NO_INSTALL", noInstall), directory.resolve("cache"));
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
  void require_placementWithoutInstalling_saysWhyAndWhatHelps() throws Exception {
    assertEquals(
        "nextpnr-ecp5 is not on PATH; put the OSS CAD Suite on PATH (Debian 13's cannot be unpacked"
            + " here: SKIPTRIM_NO_INSTALL is set)",
        failure(tools(bin.toString(), "1"), Tool.NEXTPNR_ECP5));
    program(bin, "yosys", "echo 'Yosys 0.23'");
    String message = failure(tools(bin.toString(), "1"), Tool.YOSYS_FOR_PLACEMENT);
    assertTrue(message.contains("yosys is version 0.23, 0.52 is the oldest that works"), message);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void require_placementWithoutApt_saysSo() {
    String message = failure(tools(bin.toString(), ""), Tool.ICEPACK);
    assertTrue(message.endsWith("unpacked here: apt-get is not on PATH)"), message);
  }

  /** As on Ubuntu; only where Debian's keys are is its apt-get asked for a mirror. */
  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void require_placementWithoutAMirrorOfDebian_saysSo() throws Exception {
    program(bin, "apt-get", "echo http://archive.example/ubuntu/ noble main");
    program(bin, "dpkg-deb", "exit 1");
    String message = failure(tools(bin.toString(), ""), Tool.ICEPACK);
    String keys = "Debian's keys are not in " + PlacementTools.KEYRING;
    String reason = Files.exists(PlacementTools.KEYRING) ? "apt has no mirror of Debian" : keys;
    assertTrue(message.endsWith("unpacked here: " + reason + ")"), message);
  }

  /** icepack takes the question for help as a mistake, and its answer may contain any number. */
  @Test
  void require_toolThatSaysNoVersion_runs() throws Exception {
    program(bin, "icepack", "echo 'Usage: /opt/1.2/icepack [options]' >&2; exit 1");
    program(bin, "ecppack", "echo 'Project Trellis'");
    program(bin, "iceunpack", "echo 'libstdc++.so.6: cannot open' >&2; exit 127");
    Tools tools = tools(bin.toString(), "1");
    assertEquals(ToolVersion.UNKNOWN, tools.require(Tool.ICEPACK, notices::add).version());
    assertEquals(ToolVersion.UNKNOWN, tools.require(Tool.ECPPACK, notices::add).version());
    assertTrue(failure(tools, Tool.ICEUNPACK).contains("libstdc++.so.6: cannot open"));
  }

  @Test
  void require_versionOnStandardError_isRead() throws Exception {
    program(bin, "nextpnr-ecp5", "echo '\"nextpnr-ecp5\" -- (Version nextpnr-0.8-12-g1)' >&2");
    Tools tools = tools(bin.toString(), "1");
    assertEquals("0.8-12-g1", tools.require(Tool.NEXTPNR_ECP5, notices::add).version().toString());
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
