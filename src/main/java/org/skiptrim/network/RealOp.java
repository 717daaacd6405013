package org.skiptrim.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.ParameterShape.Start;

/** An operation on real numbers: those of a network that learns. */
@JsonSubTypes({
  @JsonSubTypes.Type(RealOp.Input.class),
  @JsonSubTypes.Type(RealOp.Conv2d.class),
  @JsonSubTypes.Type(RealOp.BatchNorm.class),
  @JsonSubTypes.Type(RealOp.Relu.class),
  @JsonSubTypes.Type(RealOp.Add.class),
  @JsonSubTypes.Type(RealOp.ZeroPadShortcut.class),
  @JsonSubTypes.Type(RealOp.Scale.class),
  @JsonSubTypes.Type(RealOp.MaxPool.class),
  @JsonSubTypes.Type(RealOp.AveragePool.class),
  @JsonSubTypes.Type(RealOp.GlobalAveragePool.class),
  @JsonSubTypes.Type(RealOp.Dense.class),
  @JsonSubTypes.Type(RealOp.Quantize.class)
})
public sealed interface RealOp extends Op {

  /** Calls the visitor's method for this kind of operation. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Whether its inputs have to be rounded to a type before it can be one on integers. A dense layer
   * reads the sums of a pool, which are exact.
   */
  default boolean readsIntegers() {
    return false;
  }

  /** Whether its results are values that it has read, or zeros. */
  default boolean keepsGrid() {
    return false;
  }

  /** Whether its results are never negative, given whether all of its inputs are so. */
  default boolean isNonNegative(boolean inputsAre) {
    return false;
  }

  /** The same operation with its weights, if it has any, quantized to a type, or to none. */
  default RealOp withWeights(Optional<FixedPoint> type) {
    return this;
  }

  /** The type that it rounds to, if it does: values, or its own weights. */
  default Optional<FixedPoint> roundedTo() {
    return weightType();
  }

  /** The image. */
  @JsonTypeName("Input")
  record Input(Shape shape) implements RealOp {
    /** Checks that the shape is there. */
    public Input {
      Inputs.given("shape", shape);
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.none(inputs, shape);
    }

    @Override
    public boolean beginsNetwork() {
      return true;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.input(this);
    }
  }

  /**
   * Square convolution without bias, zero padding. Parameter {@code weight}: output channels ×
   * input channels × kernel × kernel.
   *
   * @param asymmetry how much more padding there is below and on the right
   * @param weights the type the weights are quantized to, each output channel scaled to fill it;
   *     empty for floating point
   */
  @JsonTypeName("Conv2d")
  record Conv2d(
      int outputs,
      int kernel,
      int stride,
      int padding,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) int asymmetry,
      Optional<FixedPoint> weights)
      implements RealOp {
    /** With as much padding on all sides. */
    public Conv2d(int outputs, int kernel, int stride, int padding, Optional<FixedPoint> weights) {
      this(outputs, new Window(kernel, stride, padding), weights);
    }

    /** With weights in floating point. */
    public Conv2d(int outputs, Window window) {
      this(outputs, window, Optional.empty());
    }

    /** Of a window. */
    public Conv2d(int outputs, Window window, Optional<FixedPoint> weights) {
      this(
          outputs, window.kernel(), window.stride(), window.padding(), window.asymmetry(), weights);
    }

    /** With more or fewer outputs. */
    public Conv2d withOutputs(int other) {
      return new Conv2d(other, kernel, stride, padding, asymmetry, weights);
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.windowed(inputs, window(), outputs);
    }

    @Override
    public Map<String, ParameterShape> parameters(List<Shape> inputs) {
      int channels = Inputs.only(inputs).channels();
      Start start = Start.he(outputs * kernel * kernel);
      return Map.of("weight", ParameterShape.trained(start, outputs, channels, kernel, kernel));
    }

    @Override
    public Optional<Window> window() {
      return Optional.of(new Window(kernel, stride, padding, asymmetry));
    }

    @Override
    public Optional<FixedPoint> weightType() {
      return weights;
    }

    @Override
    public boolean readsIntegers() {
      return true;
    }

    @Override
    public RealOp withWeights(Optional<FixedPoint> type) {
      return new Conv2d(outputs, kernel, stride, padding, asymmetry, type);
    }

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
   * @param frozen whether the statistics stay as they are while it learns: it is then a scale and a
   *     bias for each channel
   */
  @JsonTypeName("BatchNorm")
  record BatchNorm(double epsilon, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean frozen)
      implements RealOp {
    /** With statistics of what it sees. */
    public BatchNorm(double epsilon) {
      this(epsilon, false);
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.only(inputs);
    }

    @Override
    public Map<String, ParameterShape> parameters(List<Shape> inputs) {
      int channels = Inputs.only(inputs).channels();
      return Map.of(
          "weight", ParameterShape.trained(Start.ONE, channels),
          "bias", ParameterShape.trained(Start.ZERO, channels),
          "running_mean", ParameterShape.measured(Start.ZERO, channels),
          "running_var", ParameterShape.measured(Start.ONE, channels));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.batchNorm(this);
    }
  }

  /** max(x, 0). */
  @JsonTypeName("Relu")
  record Relu() implements RealOp {
    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.only(inputs);
    }

    @Override
    public boolean isNonNegative(boolean inputsAre) {
      return true;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.relu(this);
    }
  }

  /** The sum of two feature maps of one shape. */
  @JsonTypeName("Add")
  record Add() implements RealOp {
    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.both(inputs);
    }

    @Override
    public boolean isNonNegative(boolean inputsAre) {
      return inputsAre;
    }

    @Override
    public boolean readsIntegers() {
      return true;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.add(this);
    }
  }

  /**
   * Every {@code stride}-th pixel of each row and column, the first included, with {@link
   * ZeroChannels} around its own (He et al., arXiv 1512.03385, option A).
   *
   * @param outputs channels; not fewer than the input has
   */
  @JsonTypeName("ZeroPadShortcut")
  record ZeroPadShortcut(int outputs, int stride) implements RealOp {
    @Override
    public Shape output(List<Shape> inputs) {
      return ZeroChannels.output(inputs, outputs, stride);
    }

    @Override
    public Optional<Window> window() {
      return Optional.of(Window.subsampling(stride));
    }

    @Override
    public boolean readsIntegers() {
      return true;
    }

    @Override
    public boolean keepsGrid() {
      return true;
    }

    @Override
    public boolean isNonNegative(boolean inputsAre) {
      return inputsAre;
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
  @JsonTypeName("Scale")
  record Scale(double factor) implements RealOp {
    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.only(inputs);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.scale(this);
    }
  }

  /**
   * The largest value of each channel in a window; what lies outside of the map is smaller than all
   * others.
   *
   * @param asymmetry how much more padding there is below and on the right
   */
  @JsonTypeName("MaxPool")
  record MaxPool(
      int kernel,
      int stride,
      int padding,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) int asymmetry)
      implements RealOp {
    /** Of a window. */
    public MaxPool(Window window) {
      this(window.kernel(), window.stride(), window.padding(), window.asymmetry());
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.pooled(inputs, window());
    }

    @Override
    public Optional<Window> window() {
      return Optional.of(new Window(kernel, stride, padding, asymmetry));
    }

    @Override
    public boolean readsIntegers() {
      return true;
    }

    @Override
    public boolean keepsGrid() {
      return true;
    }

    @Override
    public boolean isNonNegative(boolean inputsAre) {
      return inputsAre;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.maxPool(this);
    }
  }

  /** The mean of each channel in a window that lies within the map. */
  @JsonTypeName("AveragePool")
  record AveragePool(int kernel, int stride) implements RealOp {
    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.pooled(inputs, window());
    }

    @Override
    public Optional<Window> window() {
      return Optional.of(new Window(kernel, stride, 0));
    }

    @Override
    public boolean readsIntegers() {
      return true;
    }

    @Override
    public boolean isNonNegative(boolean inputsAre) {
      return inputsAre;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.averagePool(this);
    }
  }

  /** The mean over all pixels of each channel. */
  @JsonTypeName("GlobalAveragePool")
  record GlobalAveragePool() implements RealOp {
    @Override
    public Shape output(List<Shape> inputs) {
      return new Shape(Inputs.only(inputs).channels(), 1, 1);
    }

    @Override
    public boolean readsIntegers() {
      return true;
    }

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
  @JsonTypeName("Dense")
  record Dense(int outputs, Optional<FixedPoint> weights) implements RealOp {
    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.dense(inputs, outputs);
    }

    @Override
    public Map<String, ParameterShape> parameters(List<Shape> inputs) {
      int channels = Inputs.only(inputs).channels();
      Start start = Start.uniform(channels);
      return Map.of(
          "weight", ParameterShape.trained(start, outputs, channels),
          "bias", ParameterShape.trained(start, outputs));
    }

    @Override
    public Optional<FixedPoint> weightType() {
      return weights;
    }

    @Override
    public RealOp withWeights(Optional<FixedPoint> type) {
      return new Dense(outputs, type);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dense(this);
    }
  }

  /**
   * Rounds each value to the type and keeps it a real number; the gradient passes straight through.
   */
  @JsonTypeName("Quantize")
  record Quantize(FixedPoint type) implements RealOp {
    /** Checks that the type is there. */
    public Quantize {
      Inputs.given("type", type);
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.only(inputs);
    }

    @Override
    public Optional<FixedPoint> roundedTo() {
      return Optional.of(type);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.quantize(this);
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

    R maxPool(MaxPool op);

    R averagePool(AveragePool op);

    R globalAveragePool(GlobalAveragePool op);

    R dense(Dense op);

    R quantize(Quantize op);
  }
}
