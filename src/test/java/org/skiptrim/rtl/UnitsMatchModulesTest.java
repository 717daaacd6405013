package org.skiptrim.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skiptrim.hardware.Unit;

/** Every record of {@link Unit} has the parameters of {@code rtl/<module>.sv}, in its order. */
class UnitsMatchModulesTest {
  private static final Pattern PARAMETER =
      Pattern.compile("(?m)^\\s*parameter\\s+(?:int\\s+)?(\\w+)");

  static Stream<Class<?>> units() {
    return Arrays.stream(Unit.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("units")
  void components_unit_areTheModulesParameters(Class<? extends Unit> unit) throws Exception {
    Path file = Path.of("rtl", Unit.moduleOf(unit) + ".sv");
    List<String> parameters =
        PARAMETER.matcher(Files.readString(file)).results().map(match -> match.group(1)).toList();
    List<String> components =
        Arrays.stream(unit.getRecordComponents()).map(ModuleParameters::nameOf).toList();
    assertEquals(parameters, components, file.toString());
  }
}
