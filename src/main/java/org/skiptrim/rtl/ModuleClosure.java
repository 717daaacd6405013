package org.skiptrim.rtl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which modules a module is made of: the one place that knows. Each module has a file of its own.
 */
public final class ModuleClosure {
  /** {@code counter #(…) name (} and {@code counter name (}; what is no module is sorted out. */
  private static final Pattern INSTANCE =
      Pattern.compile("\\b(\\w+)\\s*#\\s*\\(|\\b(\\w+)\\s+\\w+\\s*\\(");

  private final Function<String, Optional<String>> textOf;
  private final Map<String, String> found = new LinkedHashMap<>();

  private ModuleClosure(Function<String, Optional<String>> textOf) {
    this.textOf = textOf;
  }

  /**
   * The texts of a module and of all that it is made of, parts first, by module.
   *
   * @param textOf a module's text; empty for what is no module
   */
  public static Map<String, String> of(String module, Function<String, Optional<String>> textOf) {
    ModuleClosure closure = new ModuleClosure(textOf);
    closure.add(module);
    return closure.found;
  }

  private void add(String module) {
    if (!found.containsKey(module)) {
      textOf.apply(module).ifPresent(text -> add(module, text));
    }
  }

  private void add(String module, String text) {
    String code = SourceCode.of(text);
    INSTANCE
        .matcher(code)
        .results()
        .map(ModuleClosure::name)
        .filter(name -> !name.equals(module))
        .forEach(this::add);
    found.put(module, text);
  }

  private static String name(MatchResult instance) {
    return instance.group(1) == null ? instance.group(2) : instance.group(1);
  }
}
