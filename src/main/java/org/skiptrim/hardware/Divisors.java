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

  /** A common divisor of all numbers: the least that is {@code wanted} or more, or the greatest. */
  static int common(int wanted, int... numbers) {
    int greatest = 0;
    for (int number : numbers) {
      greatest = gcd(greatest, number);
    }
    int all = greatest;
    return of(all).stream().filter(divisor -> divisor >= wanted).findFirst().orElse(all);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
