package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What npm would be told of its registry, as far as that can be read without npm.
 *
 * @param environment {@code npm_config_registry}, in any case
 * @param userFile the user's {@code .npmrc}
 */
record NpmSettings(Map<String, String> environment, Path userFile) {
  /** What has a variable in it is left to npm. */
  private static final Pattern REGISTRY =
      Pattern.compile("(?m)^\\s*registry\\s*=\\s*\"?([^\\s\"$]+)\"?\\s*$");

  static NpmSettings ofUser() {
    Map<String, String> environment = System.getenv();
    String file = environment.get("NPM_CONFIG_USERCONFIG");
    return new NpmSettings(
        environment,
        file == null ? Path.of(System.getProperty("user.home"), ".npmrc") : Path.of(file));
  }

  /** The registry that they name, if they do. */
  Optional<String> registry() {
    return environment.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase("npm_config_registry"))
        .map(Map.Entry::getValue)
        .filter(value -> !value.isBlank())
        .findFirst()
        .or(this::inFile);
  }

  private Optional<String> inFile() {
    try {
      Matcher matcher = REGISTRY.matcher(Files.readString(userFile));
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // npm will say what is wrong with it, if it is asked
    }
  }
}
