package org.skiptrim.rtl;

import java.util.Map;
import java.util.StringJoiner;

/** The text of a module that instances of others and streams between them make up. */
final class ModuleText {
  private final StringBuilder text;

  /** Begins with the header, up to and with the ports. */
  ModuleText(String header) {
    this.text = new StringBuilder(header);
  }

  /** Declares the wires of a stream. */
  ModuleText stream(String name, int bits) {
    return line("  logic %1$s_valid, %1$s_ready;".formatted(name))
        .line("  logic [%d:0] %s_data;".formatted(bits - 1, name));
  }

  /** Adds a line as it is. */
  ModuleText line(String line) {
    text.append(line).append('\n');
    return this;
  }

  /** Adds an instance {@code u_<name>}; each text of {@code ports} connects some. */
  ModuleText instance(RtlInstance instance, String... ports) {
    return instance(instance.module(), instance.parameters(), instance.name(), ports);
  }

  /** The same of a module that has no parameters. */
  ModuleText instance(String module, String name, String... ports) {
    return instance(module, Map.of(), name, ports);
  }

  private ModuleText instance(
      String module, Map<String, String> parameters, String name, String... ports) {
    StringJoiner values = new StringJoiner(", ", " #(", ")").setEmptyValue("");
    parameters.forEach((parameter, value) -> values.add(".%s(%s)".formatted(parameter, value)));
    text.append("\n  %s%s u_%s (\n      ".formatted(module, values, name));
    text.append(String.join(",\n      ", ports)).append("\n  );\n");
    return this;
  }

  /** Ends the module. */
  String end() {
    return text.append("endmodule\n").toString();
  }

  /** The stream goes into the instance's port. */
  static String into(String port, String stream) {
    return ports(port, "i", "o", stream);
  }

  /** The instance's port is where the stream comes from. */
  static String outOf(String port, String stream) {
    return ports(port, "o", "i", stream);
  }

  private static String ports(String port, String forwards, String backwards, String stream) {
    return ".%1$s_valid_%2$s(%4$s_valid), .%1$s_ready_%3$s(%4$s_ready), .%1$s_data_%2$s(%4$s_data)"
        .formatted(port, forwards, backwards, stream);
  }
}
