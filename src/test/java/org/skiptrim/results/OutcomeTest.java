package org.skiptrim.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.spec.SpecText;
import org.skiptrim.spec.Variant;

class OutcomeTest {
  @TempDir Path folder;

  /** What the report's first figures and its hardware chart compare. */
  @ParameterizedTest
  @CsvSource({
    "'residual, skipper', SKIPPER",
    "'residual, merger', MERGER",
    "'residual, skipper, merger', SKIPPER",
    "residual, SKIPPER"
  })
  void skipless_isSkippersOrElseMergers(String variants, Variant expected) throws Exception {
    var network =
        SpecText.read(folder, SpecText.TINY, "variants=[" + variants + "]", "merger.epochs=5")
            .networks()
            .get(0);
    assertEquals(expected, new Outcome.Group(network, Optional.empty(), null).skipless());
  }
}
