package org.skiptrim.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.spec.TrainingSpec;
import org.skiptrim.spec.Variant;
import org.skiptrim.training.EpochRecord;

class ReportChartsTest {
  private static final TrainingSpec SETTINGS =
      new TrainingSpec(2, 128, 0.1, 0.3, List.of(), 0.1, 0.9, 5e-4, 0, Arithmetic.FP32);

  /** Of a training in which that happens to so many skips after its first epoch. */
  private static String svg(String happens, int skips) {
    List<String> events =
        IntStream.rangeClosed(1, skips).mapToObj(i -> happens.formatted("block" + i)).toList();
    List<EpochRecord> history =
        Stream.of(List.<String>of(), events)
            .map(event -> new EpochRecord(event.isEmpty() ? 1 : 2, 0.1, 1, 0.5, 0.5, 1, event))
            .toList();
    return ReportCharts.accuracy(
            new TrainingCurves("ResNet8 skipper", Variant.SKIPPER, SETTINGS, List.of(history)))
        .toSvg();
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void accuracy_fewSkipsGo_eachIsNamed() {
    String svg = svg("removed %s.add", 3);
    assertTrue(svg.contains("<title>skip removed: block1</title>"));
    assertTrue(svg.contains("<title>skip removed: block3</title>"));
  }

  @Test
  void accuracy_manySkipsGoAtOnce_areCounted() {
    String svg = svg("removed %s.add", 27);
    assertTrue(svg.contains("<title>skip removed: 27 skips</title>"));
    assertFalse(svg.contains("block1"));
  }

  /** Not one for each. */
  @Test
  void accuracy_skipsFadeTogether_isOneLineWithoutALabel() {
    assertEquals(1, count(svg("faded %s.add to 9/10", 27), "<title>skip fades</title>"));
  }
}
