package org.skiptrim.quantization;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkBuilder;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;

/** Graphs that have no form on integers are refused by name, and nothing is left out in silence. */
class QuantizerRefusalTest {
  private static final Shape IMAGE = new Shape(3, 8, 8);
  private static final FixedPoint INPUT = FixedPoint.signed(8, 2);

  /** Nothing is left out in silence. */
  @Test
  void quantize_operationWithoutIntegerForm_isNamed() {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    String x = builder.add("input", new RealOp.Input(IMAGE));
    x = builder.add("fading", new RealOp.Scale(0.5), x);
    x = builder.add("pool", new RealOp.GlobalAveragePool(), x);
    builder.add("fc", new RealOp.Dense(2, Optional.of(INPUT)), x);
    Network<RealOp> network = builder.build();
    TrainedNetwork trained = new TrainedNetwork(network, Initialization.of(network, 1));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Quantizer.quantize(trained))
            .getMessage();
    assertTrue(message.contains("'fading'") && message.contains("Scale"), message);
  }

  /**
   * Chains that have no form on integers: each was made into another network, or an exception of
   * Java's.
   */
  @Test
  void quantize_chainWithoutIntegerForm_isRefused() {
    RealOp quantize = new RealOp.Quantize(INPUT);
    RealOp relu = new RealOp.Relu();
    RealOp norm = new RealOp.BatchNorm(1e-5);
    RealOp conv = new RealOp.Conv2d(3, 3, 1, 1, Optional.of(INPUT));
    RealOp untyped = new RealOp.Conv2d(3, 3, 1, 1, Optional.empty());
    assertRefused("node 'q' reads the image through a ReLU", "relu", relu, "q", quantize);
    assertRefused("node 'conv' has weights without a type", "q", quantize, "conv", untyped);
    assertRefused("node 'pool' needs the integers of 'conv'", "q", quantize, "conv", conv);
    assertRefused(
        "node 'two' needs the integers of 'conv'", "q", quantize, "conv", conv, "two", conv);
    assertRefused("node 'conv' needs the integers of 'image'", "conv", conv, "norm", norm);
    assertRefused(
        "node 'pool' needs the integers of 'norm'", "q", quantize, "conv", conv, "norm", norm);
    assertRefused(
        "node 'pool' needs the integers of 'relu'",
        "q",
        quantize,
        "conv",
        conv,
        "norm",
        norm,
        "relu",
        relu);
    assertRefused("node 'norm' reads 'q'", "q", quantize, "norm", norm);
  }

  @Test
  void quantize_imageTwice_isRefused() {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    builder.add("image", new RealOp.Input(IMAGE));
    builder.add("a", new RealOp.Quantize(INPUT), "image");
    builder.add("b", new RealOp.Quantize(FixedPoint.signed(4, 2)), "image");
    builder.add("add", new RealOp.Add(), "a", "b");
    Network<RealOp> network = builder.build();
    TrainedNetwork trained = new TrainedNetwork(network, Initialization.of(network, 1));
    Exception e = assertThrows(IllegalArgumentException.class, () -> Quantizer.quantize(trained));
    assertTrue(
        e.getMessage().startsWith("node 'b' quantizes the image a second time"), e.getMessage());
  }

  @Test
  void quantize_convolutionWithoutNorm_namesIt() {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    builder.add("x", new RealOp.Input(IMAGE));
    builder.add("one", new RealOp.Conv2d(3, 3, 1, 1, Optional.empty()), "x");
    builder.add("two", new RealOp.Conv2d(3, 3, 1, 1, Optional.empty()), "one");
    FixedPoint type = FixedPoint.signed(8, 3);
    Network<RealOp> network =
        FakeQuantization.insert(builder.build(), new Precision(type, type, INPUT));
    TrainedNetwork trained = new TrainedNetwork(network, Initialization.of(network, 1));
    Exception e = assertThrows(IllegalArgumentException.class, () -> Quantizer.quantize(trained));
    assertTrue(e.getMessage().contains("'one'"), e.getMessage());
  }

  private static TrainedNetwork chain(Map<String, RealOp> operations) {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    String x = builder.add("image", new RealOp.Input(IMAGE));
    for (Map.Entry<String, RealOp> next : operations.entrySet()) {
      x = builder.add(next.getKey(), next.getValue(), x);
    }
    Network<RealOp> network = builder.build();
    return new TrainedNetwork(network, Initialization.of(network, 1));
  }

  private static void assertRefused(String words, Object... namesAndOperations) {
    Map<String, RealOp> operations = new LinkedHashMap<>();
    for (int i = 0; i < namesAndOperations.length; i += 2) {
      operations.put((String) namesAndOperations[i], (RealOp) namesAndOperations[i + 1]);
    }
    operations.put("pool", new RealOp.GlobalAveragePool());
    operations.put("fc", new RealOp.Dense(2, Optional.of(INPUT)));
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> Quantizer.quantize(chain(operations)));
    assertTrue(e.getMessage().startsWith(words), e.getMessage());
  }
}
