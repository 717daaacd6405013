package org.skiptrim.quantization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkBuilder;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.Shape;

/** The specification itself, on numbers that can be checked by hand. */
class IntegerInterpreterTest {
  private static final FixedPoint TYPE = FixedPoint.signed(4, 4);

  @Test
  void trace_ofASmallNetwork_isWhatAHandComputes() {
    NetworkBuilder<IntegerOp> builder = new NetworkBuilder<>();
    builder.add("x", new IntegerOp.Input(new Shape(1, 2, 2)));
    builder.add("conv", new IntegerOp.Conv2d(1, 3, 1, 1, TYPE), "x");
    builder.add("q", new IntegerOp.Requantize(1, false, TYPE), "conv");
    builder.add("sum", new IntegerOp.Add(), "q", "x");
    builder.add("y", new IntegerOp.Narrow(true, TYPE), "sum");
    builder.add("pool", new IntegerOp.GlobalSum(), "y");
    builder.add("fc", new IntegerOp.Dense(2, TYPE), "pool");
    Network<IntegerOp> network = builder.build();
    Map<String, long[]> trace = trace(network, new long[] {1, 2, 3, -4});
    // Weight 2 in the centre, 1 to its right: 2·1+2, 2·2, 2·3−4, 2·(−4).
    assertArrayEquals(new long[] {4, 4, 2, -8}, trace.get("conv"));
    // (3·acc + 1) / 2: 6.5, 6.5, 3.5, −11.5, ties to even; then −8 to 7.
    assertArrayEquals(new long[] {6, 6, 4, -8}, trace.get("q"));
    assertArrayEquals(new long[] {7, 8, 7, -12}, trace.get("sum"));
    assertArrayEquals(new long[] {7, 7, 7, 0}, trace.get("y"));
    assertArrayEquals(new long[] {21}, trace.get("pool"));
    assertArrayEquals(new long[] {5 + 2 * 21, -1 - 3 * 21}, trace.get("fc"));
  }

  private static Map<String, long[]> trace(Network<IntegerOp> network, long[] image) {
    Values kernel = new Values(List.of(1, 1, 3, 3), new double[] {0, 0, 0, 0, 2, 1, 0, 0, 0});
    Parameters integers =
        new Parameters(Map.of())
            .with("conv", "weight", kernel)
            .with("q", "scale", Values.vector(3))
            .with("q", "bias", Values.vector(1))
            .with("fc", "weight", new Values(List.of(2, 1), new double[] {2, -3}))
            .with("fc", "bias", Values.vector(5, -1));
    return new IntegerInterpreter(new QuantizedNetwork(network, integers, TYPE, 1)).trace(image);
  }

  @Test
  void logits_imageOfTheWrongSize_saysBothSizes() {
    QuantizedNetwork network = RandomQuantizedNetworks.small(1);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new IntegerInterpreter(network).logits(new long[5]));
    assertTrue(e.getMessage().contains("5 values"), e.getMessage());
  }
}
