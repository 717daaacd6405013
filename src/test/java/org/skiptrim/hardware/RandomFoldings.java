package org.skiptrim.hardware;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.Seeds;

/** Foldings that no layer asked for, so that every kind of width conversion occurs. */
public final class RandomFoldings {
  private RandomFoldings() {}

  /** The same for the same seed. */
  public static Folding of(QuantizedNetwork quantized, long seed) {
    Random random = Seeds.random(seed);
    Network<IntegerOp> network = quantized.network();
    Set<String> pairs =
        LayerCost.of(quantized).stream()
            .filter(LayerCost::pairs)
            .map(LayerCost::node)
            .collect(Collectors.toSet());
    Map<String, Folding.Fold> folds = new LinkedHashMap<>();
    Map<String, Integer> lanes = new LinkedHashMap<>();
    for (Node<IntegerOp> node : network.nodes()) {
      int channels = network.shape(node.name()).channels();
      if (node.op() instanceof IntegerOp.Conv2d || node.op() instanceof IntegerOp.Dense) {
        int inputs = network.shape(node.input()).channels();
        int pe = divisor(random, channels);
        boolean packs = pairs.contains(node.name()) && pe % 2 == 0;
        List<Products> kinds =
            packs ? List.of(Products.values()) : List.of(Products.SINGLE, Products.LUTS);
        Products kind = kinds.get(random.nextInt(kinds.size()));
        folds.put(node.name(), new Folding.Fold(pe, divisor(random, inputs), kind));
      } else {
        lanes.put(node.name(), divisor(random, channels));
      }
    }
    return new Folding(folds, lanes);
  }

  private static int divisor(Random random, int n) {
    List<Integer> divisors = Divisors.of(n);
    return divisors.get(random.nextInt(divisors.size()));
  }
}
