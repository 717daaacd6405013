package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code skiptrim} where something is missing; it has a PATH of its own here. */
class LauncherTest {
  @TempDir Path folder;

  private Path path;
  private Path launcher;

  @BeforeEach
  void setUp() throws IOException {
    path = Files.createDirectory(folder.resolve("bin"));
    for (String program : List.of("dirname", "readlink")) {
      Path script = path.resolve(program);
      Files.writeString(script, "#!/bin/sh\nexec " + installed(program) + " \"$@\"\n");
      assertTrue(script.toFile().setExecutable(true));
    }
    Path checkout = Files.createDirectory(folder.resolve("checkout"));
    launcher = Files.copy(Path.of("skiptrim"), checkout.resolve("skiptrim"));
  }

  private static Path installed(String program) {
    return Stream.of("/usr/bin", "/bin")
        .map(directory -> Path.of(directory, program))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }

  private String failure(Path script, String javaHome) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(installed("bash").toString(), script.toString(), "--version")
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", path.toString());
    builder.environment().put("JAVA_HOME", javaHome);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor(), output);
    return output;
  }

  @Test
  void start_noJava_saysWhatToInstall() throws Exception {
    assertEquals(
        "skiptrim: there is no java; install a JDK, 17 or newer"
            + " (Debian: openjdk-17-jdk-headless)\n",
        failure(launcher, ""));
  }

  @Test
  void start_noMaven_saysWhatToInstall() throws Exception {
    assertEquals(
        "skiptrim: there is no mvn; install Maven (Debian: maven)\n",
        failure(launcher, System.getProperty("java.home")));
  }

  /** With CDPATH set, cd says where it went. */
  @Test
  void start_withCdPath_findsTheCheckout() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/checkout"));
    ProcessBuilder builder =
        new ProcessBuilder(installed("bash").toString(), "checkout/skiptrim", "--version")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", path.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("CDPATH", elsewhere.getParent().toString());
    String output =
        new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("skiptrim: there is no mvn; install Maven (Debian: maven)\n", output);
  }

  @Test
  void start_throughARelativeLink_findsTheCheckout() throws Exception {
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, Path.of("checkout", "skiptrim"));
    assertEquals(
        "skiptrim: there is no mvn; install Maven (Debian: maven)\n",
        failure(link, System.getProperty("java.home")));
  }
}
