package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpmSettingsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "registry=https://r.example/npm/, https://r.example/npm/",
    "  registry = \"https://r.example\"  , https://r.example",
    "registry=${REGISTRY}, ",
    "; registry=https://r.example, ",
    "@scope:registry=https://r.example, ",
    "fund=false, "
  })
  void registry_inTheUsersFile(String line, String expected) throws IOException {
    Path file = Files.writeString(folder.resolve(".npmrc"), "audit=false\n" + line + "\nyes=false");
    assertEquals(Optional.ofNullable(expected), new NpmSettings(Map.of(), file).registry());
  }

  @Test
  void registry_ofTheEnvironment_standsAboveTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve(".npmrc"), "registry=https://r.example\n");
    Map<String, String> environment = Map.of("npm_config_registry", "https://other.example");
    assertEquals(
        Optional.of("https://other.example"), new NpmSettings(environment, file).registry());
  }

  @Test
  void registry_nowhere_isUnknown() {
    assertEquals(Optional.empty(), new NpmSettings(Map.of(), folder.resolve("none")).registry());
  }
}
