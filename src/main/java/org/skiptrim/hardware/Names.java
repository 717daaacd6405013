package org.skiptrim.hardware;

import java.util.HashSet;
import java.util.Set;

/** Makes identifiers of SystemVerilog from node names, each once. */
final class Names {
  private final Set<String> used = new HashSet<>(Set.of(Port.TOP));

  /** {@code stage1.block1.1.conv}, {@code window} → {@code stage1_block1_1_conv_window}. */
  String unique(String node, String suffix) {
    String plain = (node + "_" + suffix).replaceAll("[^A-Za-z0-9_]", "_");
    String start = Character.isDigit(plain.charAt(0)) ? "n" + plain : plain;
    String name = start;
    for (int i = 2; !used.add(name); i++) {
      name = start + "_" + i;
    }
    return name;
  }
}
