package org.skiptrim.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.experiment.Step;
import org.skiptrim.experiment.TreatSkips;
import org.skiptrim.skips.Treatment;

class ClusterProfileTest {
  @TempDir Path folder;

  private ClusterProfile read(String yaml) throws Exception {
    return ClusterProfile.read(Files.writeString(folder.resolve("slurm.yaml"), yaml));
  }

  @Test
  void read_allKeys_areThere() throws Exception {
    ClusterProfile profile =
        read(
            """
            partition: big
            account: 4711
            time: {train: 2-00:00:00, simulate: 90}
            options: ["--constraint=x"]
            setup: [module load java, export A=b]
            cores: 8
            attempts: 3
            poll_seconds: 30
            """);
    assertEquals("4711", profile.requests().get("account"));
    assertEquals(Optional.of("90"), profile.time("simulate"));
    assertEquals(Optional.empty(), profile.time("design"));
    assertEquals(List.of("module load java", "export A=b"), profile.setup());
    assertEquals(3, profile.attempts());
  }

  @Test
  void read_emptyFile_isTheUsualOne() throws Exception {
    assertEquals(ClusterProfile.USUAL, read(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "partitoin: a | slurm.yaml:1: unknown key partitoin; did you mean partition?",
        "time: {trian: 5} | unknown key time.trian; did you mean time.train?",
        "time: soon | time is 'soon'; write minutes, hours as 12:00:00",
        "attempts: 0 | attempts is '0'; it must be a whole number from 1",
        "partition: [a] | it must be one word",
        "setup: [5] | setup[0] is '5'; it must be text"
      },
      ignoreLeadingAndTrailingWhitespace = true)
  void read_wrongValue_namesKeyPlaceAndRemedy(String yaml, String message) {
    String said = assertThrows(SpecException.class, () -> read(yaml)).getMessage();
    assertTrue(said.contains(message), said);
  }

  @Test
  void read_noFile_saysSo() {
    String said =
        assertThrows(SpecException.class, () -> ClusterProfile.read(folder.resolve("none")))
            .getMessage();
    assertTrue(said.contains("none is not a file"), said);
  }

  @Test
  void kinds_areThoseOfAllSteps() {
    Set<String> kinds = new HashSet<>();
    for (Treatment treatment : Treatment.values()) {
      kinds.add(new TreatSkips(null, treatment, null, 0, Optional.empty()).kind());
    }
    for (JsonSubTypes.Type type : Step.class.getAnnotation(JsonSubTypes.class).value()) {
      kinds.add(type.name());
    }
    kinds.remove("treat-skips"); // its kinds are those of the treatments
    assertEquals(kinds, Set.copyOf(ClusterProfile.KINDS));
  }
}
