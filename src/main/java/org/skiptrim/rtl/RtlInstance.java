package org.skiptrim.rtl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One instance of a library module in a generated design.
 *
 * @param name the instance's name in the top module
 * @param module the module's name: {@code rtl/<module>.sv}
 * @param parameters its parameters by name, as SystemVerilog literals; a memory file stands in
 *     double quotes, relative to the design's directory
 */
public record RtlInstance(String name, String module, Map<String, String> parameters) {

  /** Copies the parameters, keeping their order. */
  public RtlInstance {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** Whether a parameter's value names a file; an empty text is none. */
  public static boolean isFile(String value) {
    return value.startsWith("\"") && value.length() > 2;
  }

  /** Whether a memory of it stands in block RAM, which these two parameters say in all modules. */
  public boolean hasBlockRam() {
    return "2".equals(parameters.get("RamStyle"))
        || !parameters.getOrDefault("BlockWords", "0").equals("0");
  }

  /** The memory files that the parameters name, relative to the design's directory. */
  List<String> memoryFiles() {
    return parameters.values().stream()
        .filter(RtlInstance::isFile)
        .map(value -> value.substring(1, value.length() - 1))
        .toList();
  }
}
