package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.spec.SpecText;

/**
 * The whole program where numbers are written in other digits (Arabic), with other points and where
 * upper case is another one (Turkish), and where there is ASCII only.
 */
class LocaleTest {
  private static final Pattern OTHER_DIGITS = Pattern.compile("[\\p{Nd}&&[^0-9]]");
  private static final List<String> FIGURES = List.of("results.csv", "trials.csv", "tables.tex");

  @TempDir static Path folder;

  private static Path spec;

  @BeforeAll
  static void runInEnglish() throws Exception {
    spec = folder.resolve("tiny.yaml");
    Files.writeString(spec, SpecText.TINY + "variants: [residual]\n");
    run("en", "C.UTF-8", "-Duser.language=en", "-Duser.country=US");
  }

  /** Runs the experiment in a folder of that name; gives what the program said. */
  private static String run(String name, String locale, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(
        List.of("run", spec.toString(), "--threads=1", "--runs=" + folder.resolve(name)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", locale);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(ExitCode.DONE, process.waitFor(), output);
    return output;
  }

  @ParameterizedTest
  @CsvSource({"ar,EG", "tr,TR"})
  void run_inAnotherLanguage_writesWhatProgramsRead(String language, String country)
      throws Exception {
    String output =
        run(language, "C.UTF-8", "-Duser.language=" + language, "-Duser.country=" + country);
    assertFalse(OTHER_DIGITS.matcher(output).find(), output);
    assertTrue(output.contains("–"), output);
    assertTrue(written(language).size() > 10);
    for (Path file : written(language)) {
      assertFalse(OTHER_DIGITS.matcher(Files.readString(file)).find(), file.toString());
    }
    for (String figures : FIGURES) {
      assertEquals(report("en", figures), report(language, figures));
    }
  }

  /** Docker's usual environment; without the launcher, which chooses another one. */
  @Test
  void run_whereThereIsAsciiOnly_losesNoSign() throws Exception {
    String output = run("ascii", "C");
    assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(output), output);
    assertFalse(output.contains("?"), output);
    for (String figures : FIGURES) {
      assertEquals(report("en", figures), report("ascii", figures));
    }
  }

  private static String report(String name, String file) throws IOException {
    return Files.readString(folder.resolve(name).resolve("tiny").resolve("report").resolve(file));
  }

  private static List<Path> written(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      return files
          .filter(file -> file.toString().matches(".*\\.(json|jsonl|csv|md|html|tex|txt|svg|sv)"))
          .toList();
    }
  }
}
