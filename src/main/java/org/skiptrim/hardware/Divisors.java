package org.skiptrim.hardware;

import java.util.List;
import java.util.stream.IntStream;

/** Lanes, PE and SIMD are divisors of channel counts. */
final class Divisors {
  private Divisors() {}

  /** All divisors of {@code n}, ascending. */
  static List<Integer> of(int n) {
    return IntStream.rangeClosed(1, n).filter(d -> n % d == 0).boxed().toList();
  }
}
