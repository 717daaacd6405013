package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgramAnswerTest {

  @Test
  void to_program_isWhatItPrints() {
    Optional<String> answer = ProgramAnswer.to("asking Git", List.of("git", "--version"));
    assertTrue(answer.orElseThrow().startsWith("git version"), answer.toString());
  }

  @Test
  void to_programThatIsNotHereOrFails_isNothing() {
    assertEquals(Optional.empty(), ProgramAnswer.to("asking", List.of("no-such-program")));
    assertEquals(Optional.empty(), ProgramAnswer.to("asking", List.of("git", "no-such-word")));
  }
}
