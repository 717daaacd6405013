package org.skiptrim.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FailureReasonTest {
  private static String lineOf(String... output) {
    FailureReason.Finder finder = new FailureReason.Finder();
    List.of(output).forEach(finder);
    return finder.line();
  }

  @Test
  void finder_verilatorErrors_firstOne() {
    assertEquals(
        "%Error: a.sv:3:1: syntax error, unexpected IDENTIFIER",
        lineOf(
            "- Verilating",
            "%Error: a.sv:3:1: syntax error, unexpected IDENTIFIER",
            "%Error: Exiting due to 1 error(s)"));
  }

  @Test
  void finder_compilerError_notTheMakefiles() {
    assertEquals(
        "main.cpp:2:3: error: 'x' was not declared in this scope",
        lineOf(
            "main.cpp:2:3: error: 'x' was not declared in this scope",
            "make: *** [main.o] Error 1"));
  }

  @Test
  void finder_noErrorLine_lastLineThatSaysSomething() {
    assertEquals("bad luck", lineOf("hello", "  bad luck", ""));
  }

  @Test
  void finder_veryLongLine_cut() {
    assertEquals(301, lineOf("ERROR: " + "x".repeat(5000)).length());
  }

  @Test
  void of_silence_namesExitCode() {
    assertEquals("exit code 4 without a word", FailureReason.of(4, ""));
  }

  @Test
  void of_allocationFailure_saysMemory() {
    String line = lineOf("terminate called after throwing an instance of 'std::bad_alloc'");
    assertTrue(FailureReason.of(134, line).contains("memory ran out"));
  }
}
