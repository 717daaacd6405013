package org.skiptrim.exchange;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Files that PyTorch made; see {@code make_fixtures.py} beside them. */
final class Fixtures {
  private Fixtures() {}

  static Path file(String name) {
    try {
      return Path.of(Fixtures.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
