package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MachineTest {
  @Test
  void version_isTheBuildFiles() throws Exception {
    Matcher version =
        Pattern.compile("<artifactId>skiptrim</artifactId>\\s*<version>(.*?)</version>")
            .matcher(Files.readString(Path.of("pom.xml")));
    assertTrue(version.find());
    assertEquals(version.group(1), Machine.VERSION);
  }

  @Test
  void facts_areComplete() {
    assertTrue(Machine.facts().values().stream().noneMatch(String::isBlank));
  }
}
