package org.skiptrim.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.ParameterShape.Start;

/** An operation on integers: those of a quantized network, of its interpreter and of hardware. */
@JsonSubTypes({
  @JsonSubTypes.Type(IntegerOp.Input.class),
  @JsonSubTypes.Type(IntegerOp.Conv2d.class),
  @JsonSubTypes.Type(IntegerOp.Requantize.class),
  @JsonSubTypes.Type(IntegerOp.Add.class),
  @JsonSubTypes.Type(IntegerOp.Narrow.class),
  @JsonSubTypes.Type(IntegerOp.ZeroPadShortcut.class),
  @JsonSubTypes.Type(IntegerOp.MaxPool.class),
  @JsonSubTypes.Type(IntegerOp.WindowSum.class),
  @JsonSubTypes.Type(IntegerOp.GlobalSum.class),
  @JsonSubTypes.Type(IntegerOp.Dense.class)
})
public sealed interface IntegerOp extends Op {

  /** Calls the visitor's method for this kind of operation. */
  <R> R accept(Visitor<R> visitor);

  /** The type that its results are narrowed to, if it narrows. */
  default Optional<FixedPoint> resultType() {
    return Optional.empty();
  }

  /** Whether it makes one pixel of all pixels, and gives nothing before it has read the last. */
  default boolean joinsPixels() {
    return false;
  }

  /** The image. */
  @JsonTypeName("Input")
  record Input(Shape shape) implements IntegerOp {
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
   * Square convolution, zero padding; every bit of the sums is kept. Parameter {@code weight}:
   * output channels × input channels × kernel × kernel.
   *
   * @param asymmetry how much more padding there is below and on the right
   * @param weights the type of the weights
   */
  @JsonTypeName("Conv2d")
  record Conv2d(
      int outputs,
      int kernel,
      int stride,
      int padding,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) int asymmetry,
      FixedPoint weights)
      implements IntegerOp {
    /** Checks that the type is there. */
    public Conv2d {
      Inputs.given("weights", weights);
    }

    /** With as much padding on all sides. */
    public Conv2d(int outputs, int kernel, int stride, int padding, FixedPoint weights) {
      this(outputs, new Window(kernel, stride, padding), weights);
    }

    /** Of a window. */
    public Conv2d(int outputs, Window window, FixedPoint weights) {
      this(
          outputs, window.kernel(), window.stride(), window.padding(), window.asymmetry(), weights);
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.windowed(inputs, window(), outputs);
    }

    @Override
    public Map<String, ParameterShape> parameters(List<Shape> inputs) {
      int channels = Inputs.only(inputs).channels();
      return Map.of(
          "weight", ParameterShape.measured(Start.ZERO, outputs, channels, kernel, kernel));
    }

    @Override
    public Optional<Window> window() {
      return Optional.of(new Window(kernel, stride, padding, asymmetry));
    }

    @Override
    public Optional<FixedPoint> weightType() {
      return Optional.of(weights);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.conv2d(this);
    }
  }

  /**
   * {@code (x · S_c + B_c) / 2^shift}, rounded as the type says, ReLU if asked, narrowed to the
   * type. Parameters {@code scale} (S) and {@code bias} (B): one integer a channel.
   *
   * @param shift 0 to 61
   */
  @JsonTypeName("Requantize")
  record Requantize(int shift, boolean relu, FixedPoint type) implements IntegerOp {
    private static final int MAX_SHIFT = 61;

    /** Checks the shift, and that the type is there. */
    public Requantize {
      Inputs.given("type", type);
      if (shift < 0 || shift > MAX_SHIFT) {
        throw new IllegalArgumentException(
            "a requantize shifts by 0 to " + MAX_SHIFT + " bits, not by " + shift);
      }
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.only(inputs);
    }

    @Override
    public Map<String, ParameterShape> parameters(List<Shape> inputs) {
      int channels = Inputs.only(inputs).channels();
      return Map.of(
          "scale",
          ParameterShape.measured(Start.ZERO, channels),
          "bias",
          ParameterShape.measured(Start.ZERO, channels));
    }

    @Override
    public Optional<FixedPoint> resultType() {
      return Optional.of(type);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.requantize(this);
    }
  }

  /**
   * The exact sum of two feature maps of one shape: {@code a · 2^firstShift + b · 2^secondShift},
   * so that both count the same steps, the finer of the two.
   */
  @JsonTypeName("Add")
  record Add(
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) int firstShift,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) int secondShift)
      implements IntegerOp {
    private static final int MAX_SHIFT = 40;

    /** Of integers that count the same steps. */
    public Add() {
      this(0, 0);
    }

    /** Checks the shifts. */
    public Add {
      if (Math.min(firstShift, secondShift) != 0 || Math.max(firstShift, secondShift) > MAX_SHIFT) {
        throw new IllegalArgumentException(
            "an add shifts one of its inputs by up to %d bits and the other by 0, not by %d and %d"
                .formatted(MAX_SHIFT, firstShift, secondShift));
      }
    }

    /** By how many bits an input is shifted to the left. */
    public int shift(int input) {
      return input == 0 ? firstShift : secondShift;
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.both(inputs);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.add(this);
    }
  }

  /**
   * {@code x / 2^shift}, rounded as the type says, ReLU if asked, then into the type's range.
   *
   * @param shift −40 to 61; negative where the type's steps are finer than those of x
   */
  @JsonTypeName("Narrow")
  record Narrow(
      boolean relu, FixedPoint type, @JsonInclude(JsonInclude.Include.NON_DEFAULT) int shift)
      implements IntegerOp {
    private static final int MIN_SHIFT = -40;
    private static final int MAX_SHIFT = 61;

    /** Of integers that count the type's steps. */
    public Narrow(boolean relu, FixedPoint type) {
      this(relu, type, 0);
    }

    /** Checks the shift, and that the type is there. */
    public Narrow {
      Inputs.given("type", type);
      if (shift < MIN_SHIFT || shift > MAX_SHIFT) {
        throw new IllegalArgumentException(
            "a narrow shifts by %d to %d bits, not by %d".formatted(MIN_SHIFT, MAX_SHIFT, shift));
      }
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.only(inputs);
    }

    @Override
    public Optional<FixedPoint> resultType() {
      return Optional.of(type);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.narrow(this);
    }
  }

  /**
   * Every {@code stride}-th pixel of each row and column, the first included, with {@link
   * ZeroChannels} around its own.
   *
   * @param outputs channels; not fewer than the input has
   */
  @JsonTypeName("ZeroPadShortcut")
  record ZeroPadShortcut(int outputs, int stride) implements IntegerOp {
    @Override
    public Shape output(List<Shape> inputs) {
      return ZeroChannels.output(inputs, outputs, stride);
    }

    @Override
    public Optional<Window> window() {
      return Optional.of(Window.subsampling(stride));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.zeroPadShortcut(this);
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
      implements IntegerOp {
    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.pooled(inputs, window());
    }

    @Override
    public Optional<Window> window() {
      return Optional.of(new Window(kernel, stride, padding, asymmetry));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.maxPool(this);
    }
  }

  /**
   * The sum of each channel in a window that lies within the map: the average without its division.
   */
  @JsonTypeName("WindowSum")
  record WindowSum(int kernel, int stride) implements IntegerOp {
    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.pooled(inputs, window());
    }

    @Override
    public Optional<Window> window() {
      return Optional.of(new Window(kernel, stride, 0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.windowSum(this);
    }
  }

  /** The sum over all pixels of each channel: the average without its division. */
  @JsonTypeName("GlobalSum")
  record GlobalSum() implements IntegerOp {
    @Override
    public Shape output(List<Shape> inputs) {
      return new Shape(Inputs.only(inputs).channels(), 1, 1);
    }

    @Override
    public boolean joinsPixels() {
      return true;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.globalSum(this);
    }
  }

  /**
   * A fully connected layer, its sums exact. Parameters {@code weight} (outputs × inputs) and
   * {@code bias} (outputs).
   *
   * @param weights the type of the weights
   */
  @JsonTypeName("Dense")
  record Dense(int outputs, FixedPoint weights) implements IntegerOp {
    /** Checks that the type is there. */
    public Dense {
      Inputs.given("weights", weights);
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return Inputs.dense(inputs, outputs);
    }

    @Override
    public Map<String, ParameterShape> parameters(List<Shape> inputs) {
      int channels = Inputs.only(inputs).channels();
      return Map.of(
          "weight", ParameterShape.measured(Start.ZERO, outputs, channels),
          "bias", ParameterShape.measured(Start.ZERO, outputs));
    }

    @Override
    public Optional<FixedPoint> weightType() {
      return Optional.of(weights);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dense(this);
    }
  }

  /** One method for each operation and no defaults, so that a missing case does not compile. */
  interface Visitor<R> {
    R input(Input op);

    R conv2d(Conv2d op);

    R requantize(Requantize op);

    R add(Add op);

    R narrow(Narrow op);

    R zeroPadShortcut(ZeroPadShortcut op);

    R maxPool(MaxPool op);

    R windowSum(WindowSum op);

    R globalSum(GlobalSum op);

    R dense(Dense op);
  }
}
