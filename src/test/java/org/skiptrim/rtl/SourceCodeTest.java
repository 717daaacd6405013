package org.skiptrim.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SourceCodeTest {
  private static final String CODE = "assign a_o = b_i;\nassign c_o = d_i;\n";

  @Test
  void of_commentsAndLayout_makeNoDifference() {
    String commented = "// Two wires.\nassign a_o =\n    b_i; // one\n/* two\n */assign c_o = d_i;";
    assertEquals(SourceCode.of(CODE), SourceCode.of(commented));
  }

  @Test
  void of_otherCode_isAnotherText() {
    assertNotEquals(SourceCode.of(CODE), SourceCode.of(CODE.replace("d_i", "b_i")));
  }
}
