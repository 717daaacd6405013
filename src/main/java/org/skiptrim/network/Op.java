package org.skiptrim.network;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import org.skiptrim.fixedpoint.FixedPoint;

/**
 * What a node computes. The first group works on real numbers (a network in training), the last on
 * integers (a quantized network); {@link Input}, {@link Conv2d}, {@link Add} and {@link Dense} mean
 * the same in both.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "op")
public sealed interface Op {

  /** Calls the visitor's method for this kind of operation. */
  <R> R accept(Visitor<R> visitor);

  /** The image. */
  record Input(Shape shape) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.input(this);
    }
  }

  /**
   * Square convolution without bias, zero padding. Parameter {@code weight}: output channels ×
   * input channels × kernel × kernel.
   *
   * @param weights the type the weights are quantized to, each output channel scaled to fill it;
   *     empty for floating point
   */
  record Conv2d(int outputs, int kernel, int stride, int padding, Optional<FixedPoint> weights)
      implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.conv2d(this);
    }
  }

  /**
   * Batch normalization. Parameters {@code weight} (γ), {@code bias} (β), {@code running_mean},
   * {@code running_var}: one value a channel.
   *
   * @param epsilon added to the variance
   */
  record BatchNorm(double epsilon) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.batchNorm(this);
    }
  }

  /** max(x, 0). */
  record Relu() implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.relu(this);
    }
  }

  /** The sum of two feature maps of one shape. */
  record Add() implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.add(this);
    }
  }

  /**
   * Every {@code stride}-th pixel of each row and column, the first included, with channels of
   * zeros around its own: half of those that are missing before, the rest after (He et al., arXiv
   * 1512.03385, option A). Real numbers and integers alike.
   *
   * @param outputs channels; not fewer than the input has
   */
  record ZeroPadShortcut(int outputs, int stride) implements Op {
    /** How many channels of zeros stand before the input's. */
    public int before(int inputs) {
      return (outputs - inputs) / 2;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.zeroPadShortcut(this);
    }
  }

  /**
   * Every value times a constant: the weight of a skip that is on its way out. It is gone before
   * the network is quantized.
   */
  record Scale(double factor) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.scale(this);
    }
  }

  /** The mean over all pixels of each channel. */
  record GlobalAveragePool() implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.globalAveragePool(this);
    }
  }

  /**
   * A fully connected layer. Parameters {@code weight} (outputs × inputs) and {@code bias}
   * (outputs).
   *
   * @param weights the type the weights are quantized to, after one power of two for the whole
   *     layer that makes them fill it; empty for floating point
   */
  record Dense(int outputs, Optional<FixedPoint> weights) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dense(this);
    }
  }

  /**
   * Rounds each value to the type and keeps it a real number; the gradient passes straight through.
   */
  record Quantize(FixedPoint type) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.quantize(this);
    }
  }

  /**
   * On integers: {@code (x · S_c + B_c) / 2^shift}, rounded as the type says, ReLU if asked,
   * narrowed to the type. Parameters {@code scale} (S) and {@code bias} (B): one integer a channel.
   *
   * @param shift 0 to 61
   */
  record Requantize(int shift, boolean relu, FixedPoint type) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.requantize(this);
    }
  }

  /** On integers that count the type's steps: ReLU if asked, then into the type's range. */
  record Narrow(boolean relu, FixedPoint type) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.narrow(this);
    }
  }

  /** The sum over all pixels of each channel: the average without its division. */
  record GlobalSum() implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.globalSum(this);
    }
  }

  /** One method for each operation and no defaults, so that a missing case does not compile. */
  interface Visitor<R> {
    R input(Input op);

    R conv2d(Conv2d op);

    R batchNorm(BatchNorm op);

    R relu(Relu op);

    R add(Add op);

    R zeroPadShortcut(ZeroPadShortcut op);

    R scale(Scale op);

    R globalAveragePool(GlobalAveragePool op);

    R dense(Dense op);

    R quantize(Quantize op);

    R requantize(Requantize op);

    R narrow(Narrow op);

    R globalSum(GlobalSum op);
  }
}
