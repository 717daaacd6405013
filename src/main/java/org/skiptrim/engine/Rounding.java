package org.skiptrim.engine;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.fixedpoint.Overflow;
import org.skiptrim.network.IntegerRanges;

/** {@link FixedPoint}'s arithmetic on tensors; a test holds each method against it. */
final class Rounding {
  private Rounding() {}

  /** The integers that stand for real numbers, as real numbers. */
  static Tensor toIntegers(Tensor real, FixedPoint type) {
    return narrow(round(real.mul(new Scalar(1 / type.step())), type), type);
  }

  /** Rounds to whole numbers. */
  static Tensor round(Tensor real, FixedPoint type) {
    return switch (type.rounding()) {
      case HALF_EVEN -> real.round();
      case HALF_UP -> halfUp(real);
      case FLOOR -> real.floor();
    };
  }

  /** Brings whole numbers into the type's range. */
  static Tensor narrow(Tensor integers, FixedPoint type) {
    if (type.overflow() == Overflow.SATURATE) {
      return clamp(integers, type.minInteger(), type.maxInteger());
    }
    Scalar min = integer(integers, type.minInteger());
    return integers.sub(min).remainder_(integer(integers, 1L << type.width())).add_(min);
  }

  private static Tensor clamp(Tensor values, long min, long max) {
    return values.clamp(
        new ScalarOptional(integer(values, min)), new ScalarOptional(integer(values, max)));
  }

  /** A scalar that does not turn integers into reals or the other way. */
  private static Scalar integer(Tensor like, long value) {
    return like.scalar_type().intern() == ScalarType.Long
        ? new Scalar(value)
        : new Scalar((double) value);
  }

  /** Not ⌊x + ½⌋: that sum itself is rounded, and turns the number just below ½ into 1. */
  private static Tensor halfUp(Tensor real) {
    Tensor nearest = real.round();
    Tensor ties = real.sub(nearest).eq(new Scalar(0.5));
    return nearest.add_(ties);
  }

  /**
   * Rounds real numbers to the type and keeps them real. The gradient passes straight through, but
   * for values that saturate: they get none.
   *
   * <p>One operation for the gradient, which remembers its input; what follows writes over its
   * result.
   */
  static Tensor fakeQuantize(Tensor real, FixedPoint type) {
    boolean saturates = type.overflow() == Overflow.SATURATE;
    Tensor result =
        saturates
            ? torch.hardtanh(real, value(type, type.minInteger()), value(type, type.maxInteger()))
            : real.clone();
    Tensor steps = result.detach().mul_(new Scalar(1 / type.step()));
    roundInPlace(steps, type);
    if (!saturates) {
      steps.copy_(narrow(steps, type));
    }
    steps.mul_(new Scalar(type.step()));
    return result;
  }

  private static Scalar value(FixedPoint type, long integer) {
    return new Scalar(type.value(integer));
  }

  /** The same as {@link #round}, over its input. */
  static void roundInPlace(Tensor real, FixedPoint type) {
    switch (type.rounding()) {
      case HALF_EVEN -> real.round_();
      case HALF_UP -> real.copy_(halfUp(real));
      case FLOOR -> real.floor_();
    }
  }

  /**
   * {@code integers / 2^shift}, rounded as the type says: on 64-bit integers, or on reals that hold
   * integers, which a power of two divides exactly.
   */
  static Tensor shiftRight(Tensor integers, int shift, FixedPoint type) {
    return shiftRightInPlace(integers.clone(), shift, type);
  }

  /** The same over its input, which is several times as fast as a tensor of its own. */
  static Tensor shiftRightInPlace(Tensor integers, int shift, FixedPoint type) {
    if (shift == 0) {
      return integers;
    }
    if (integers.scalar_type().intern() != ScalarType.Long) {
      integers.mul_(new Scalar(Math.scalb(1.0, -shift)));
      roundInPlace(integers, type);
      return integers;
    }
    Scalar by = new Scalar((long) shift);
    long half = 1L << (shift - 1);
    switch (type.rounding()) {
      case FLOOR -> {}
      case HALF_UP -> integers.add_(new Scalar(half));
      case HALF_EVEN -> {
        Tensor odd = integers.__rshift__(by).bitwise_and_(new Scalar(1L));
        integers.add_(odd).add_(new Scalar(half - 1));
      }
    }
    return integers.__irshift__(by);
  }

  /**
   * Digits to a base of 2^width, the lowest first: each is what the type's rounding of the rest
   * leaves over, and the last one what is left.
   */
  static List<Tensor> digits(Tensor integers, int count, FixedPoint digit) {
    List<Tensor> digits = new ArrayList<>();
    Scalar base = new Scalar(1L << digit.width());
    Tensor left = integers;
    for (int i = 1; i < count; i++) {
      Tensor next = shiftRight(left, digit.width(), digit);
      digits.add(left.sub(next, base));
      left = next;
    }
    digits.add(left);
    return digits;
  }

  /** ReLU if asked, then {@link #narrow}, over its input. */
  static Tensor narrowInPlace(Tensor integers, boolean relu, FixedPoint type) {
    if (type.overflow() != Overflow.SATURATE) {
      return narrow(relu ? integers.relu_() : integers, type);
    }
    long least = relu ? Math.max(0, type.minInteger()) : type.minInteger();
    return integers.clamp_(
        new ScalarOptional(integer(integers, least)),
        new ScalarOptional(integer(integers, type.maxInteger())));
  }

  /**
   * {@code (sums · scale + bias) / 2^shift}, rounded, on 64-bit integers whose product is larger
   * than they are: see {@link IntegerRanges#multipliesInParts}.
   */
  static Tensor scaledInParts(Tensor sums, Tensor scale, Tensor bias, int shift, FixedPoint type) {
    Scalar bits = new Scalar((long) IntegerRanges.LOW_BITS);
    Scalar mask = new Scalar((1L << IntegerRanges.LOW_BITS) - 1);
    Tensor lower = sums.bitwise_and(mask).mul_(scale).add_(bias);
    Tensor upper = sums.__rshift__(bits).mul_(scale).add_(lower.__rshift__(bits));
    // Of the bits below, rounding asks only whether there are any.
    Tensor rest = lower.bitwise_and_(mask).ne(new Scalar(0L));
    Tensor kept = upper.mul_(new Scalar(2L)).add_(rest);
    return shiftRight(kept, shift - IntegerRanges.LOW_BITS + 1, type);
  }
}
