package org.skiptrim.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.skiptrim.rtl.LibrarySources;
import org.skiptrim.simulation.Verilator;

/** What designs and simulations are made with: results of other sources are other results. */
final class HardwareDigests {
  static final String LIBRARY = shortened(LibrarySources::digest);
  static final String TESTBENCH = shortened(Verilator::testbenchDigest);

  private HardwareDigests() {}

  private interface Digest {
    String get() throws IOException;
  }

  /** As many digits as tell two versions apart. */
  private static String shortened(Digest digest) {
    try {
      return digest.get().substring(0, 12);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
