package org.skiptrim.rtl;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.skiptrim.hardware.Unit;

/** A unit's components as parameters: {@code inputSigned = true} → {@code InputSigned = 1}. */
final class ModuleParameters {
  private ModuleParameters() {}

  /** By name, in the order of declaration, as SystemVerilog literals. */
  static Map<String, String> of(Unit unit) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (RecordComponent component : unit.getClass().getRecordComponents()) {
      parameters.put(nameOf(component), literal(valueOf(component, unit)));
    }
    return parameters;
  }

  /** The parameter that a component stands for. */
  static String nameOf(RecordComponent component) {
    String name = component.getName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static Object valueOf(RecordComponent component, Unit unit) {
    try {
      return component.getAccessor().invoke(unit);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component + " of " + unit, e);
    }
  }

  private static String literal(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? "1" : "0";
    }
    return value instanceof String text ? '"' + text + '"' : value.toString();
  }
}
