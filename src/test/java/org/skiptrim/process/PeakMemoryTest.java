package org.skiptrim.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class PeakMemoryTest {
  @TempDir Path folder;

  /** A program that takes 300 MB for two seconds and has ended when it is asked. */
  @Test
  void megabytes_ofAToolThatHasEnded_countsIt() throws Exception {
    try (PeakMemory memory = new PeakMemory()) {
      long before = memory.megabytes();
      String greedy = "my $taken = 'x' x 300_000_000; sleep 2";
      new ToolProcess(
              "perl", "taking memory", List.of("perl", "-e", greedy), folder, folder.resolve("log"))
          .run();
      long after = memory.megabytes();
      assertTrue(after >= before + 200, before + " MB, then " + after);
      assertTrue(after < before + 2_000, before + " MB, then " + after);
    }
  }
}
