package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.spec.SpecText;

/** The whole program where numbers are written in other digits. */
class LocaleTest {
  private static final Pattern OTHER_DIGITS = Pattern.compile("[\\p{Nd}&&[^0-9]]");

  @TempDir Path folder;

  @Test
  void run_whereDigitsAreArabic_writesWhatProgramsRead() throws Exception {
    Path spec = folder.resolve("tiny.yaml");
    Files.writeString(spec, SpecText.TINY + "variants: [residual]\n");
    Path runs = folder.resolve("runs");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                spec.toString(),
                "--runs=" + runs)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(ExitCode.DONE, process.waitFor(), output);
    assertFalse(OTHER_DIGITS.matcher(output).find(), output);
    assertTrue(written(runs).size() > 10);
    for (Path file : written(runs)) {
      assertFalse(OTHER_DIGITS.matcher(Files.readString(file)).find(), file.toString());
    }
  }

  private static List<Path> written(Path runs) throws IOException {
    try (Stream<Path> files = Files.walk(runs)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(json|jsonl|csv|md|html|tex|txt|svg|sv)"))
          .toList();
    }
  }
}
