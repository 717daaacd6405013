package org.skiptrim.hardware;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.skiptrim.hardware.Folding.Fold;

/** Lays parameters out in words as {@code rtl/README.md} says. */
final class ConstantMemories {
  private ConstantMemories() {}

  /**
   * The weights of a matrix unit: in word {@code of·beats + beat} those of Pe outputs for Simd
   * values. Where two outputs share a multiplier, one is taken off a weight whose neighbour is
   * negative.
   *
   * @param weights outputs × values, the values in the order in which the stream brings them
   */
  static Memory weights(String file, Supplier<long[][]> weights, Fold fold, int weightBits) {
    int wordBits = fold.products() * weightBits;
    return new Memory(file, wordBits, () -> words(weights.get(), fold, weightBits));
  }

  private static List<BigInteger> words(long[][] weights, Fold fold, int weightBits) {
    int beats = weights[0].length / fold.simd();
    List<BigInteger> words = new ArrayList<>();
    for (int first = 0; first < weights.length; first += fold.pe()) {
      for (int beat = 0; beat < beats; beat++) {
        Memory.Word word = new Memory.Word();
        for (int p = 0; p < fold.pe(); p++) {
          for (int s = 0; s < fold.simd(); s++) {
            int value = beat * fold.simd() + s;
            boolean lent = fold.kind() == Products.PAIRED && p % 2 == 1;
            long borrow = lent && weights[first + p - 1][value] < 0 ? 1 : 0;
            word.append(weights[first + p][value] - borrow, weightBits);
          }
        }
        words.add(word.bits());
      }
    }
    return words;
  }

  /**
   * A convolution's weights in the order of its windows: the kernel's taps in raster order, each
   * with all channels.
   *
   * @param weight outputs × inputs × kernel × kernel
   * @return outputs × (kernel · kernel · inputs)
   */
  static long[][] inWindowOrder(long[] weight, int outputs, int inputs, int kernel) {
    int taps = kernel * kernel;
    long[][] ordered = new long[outputs][taps * inputs];
    for (int o = 0; o < outputs; o++) {
      for (int c = 0; c < inputs; c++) {
        for (int tap = 0; tap < taps; tap++) {
          ordered[o][tap * inputs + c] = weight[(o * inputs + c) * taps + tap];
        }
      }
    }
    return ordered;
  }

  /** A dense layer's weights, outputs × inputs. */
  static long[][] rows(long[] weight, int outputs) {
    int inputs = weight.length / outputs;
    long[][] rows = new long[outputs][];
    for (int o = 0; o < outputs; o++) {
      rows[o] = java.util.Arrays.copyOfRange(weight, o * inputs, (o + 1) * inputs);
    }
    return rows;
  }

  /** {@code lanes} values a word. */
  static Memory values(String file, long[] values, int lanes, int bits) {
    return pairs(file, values, bits, new long[values.length], 0, lanes);
  }

  /** {@code lanes} pairs a word, {@code low} in the low bits of a pair. */
  static Memory pairs(String file, long[] low, int lowBits, long[] high, int highBits, int lanes) {
    List<BigInteger> words = new ArrayList<>();
    for (int first = 0; first < low.length; first += lanes) {
      Memory.Word word = new Memory.Word();
      for (int i = first; i < first + lanes; i++) {
        word.append(low[i], lowBits).append(high[i], highBits);
      }
      words.add(word.bits());
    }
    return new Memory(file, lanes * (lowBits + highBits), () -> words);
  }
}
