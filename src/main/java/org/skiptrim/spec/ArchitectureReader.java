package org.skiptrim.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skiptrim.network.Architecture;
import org.skiptrim.network.Block;
import org.skiptrim.network.Shortcut;
import org.skiptrim.storage.Words;

/** Reads {@code resnet: 20, shortcut: zero-pad, block: relu-before-add, widths: [8, 16, 32]}. */
final class ArchitectureReader {
  private static final String RESNET = "resnet";
  private static final String SHORTCUT = "shortcut";
  private static final String BLOCK = "block";
  private static final String WIDTHS = "widths";
  private static final int DEEPEST = 1_202;
  private static final int WIDEST = 4_096;

  /** The keys of a network's section that say which ResNet it is. */
  static final List<String> KEYS = List.of(RESNET, SHORTCUT, BLOCK, WIDTHS);

  private ArchitectureReader() {}

  static Architecture usual(Setting setting, int depth) throws SpecException {
    return Architecture.ofDepth(checkDepth(setting, depth));
  }

  /** Empty for a network that comes with its graph. */
  static Optional<Architecture> read(Setting network) throws SpecException {
    if (!network.has(RESNET)) {
      for (String option : KEYS) {
        if (network.has(option)) {
          throw network
              .get(option)
              .wrong("only a network with resnet: DEPTH has one; leave it out");
        }
      }
      return Optional.empty();
    }
    Setting depth = network.get(RESNET);
    int layers = checkDepth(depth, depth.integer(8, DEEPEST));
    Shortcut shortcut =
        network.has(SHORTCUT)
            ? network.get(SHORTCUT).choice(Words.in(Shortcut.class))
            : Shortcut.PROJECTION;
    Block block =
        network.has(BLOCK) ? network.get(BLOCK).choice(Words.in(Block.class)) : Block.BASIC;
    return Optional.of(
        network.has(WIDTHS)
            ? with(network.get(WIDTHS), new Architecture(layers, shortcut, block))
            : new Architecture(layers, shortcut, block));
  }

  private static Architecture with(Setting widths, Architecture usual) throws SpecException {
    List<Integer> channels = new ArrayList<>();
    for (Setting width : widths.items()) { // two may be the same
      channels.add(width.integer(1, WIDEST));
    }
    try {
      return new Architecture(usual.depth(), usual.shortcut(), usual.block(), channels);
    } catch (IllegalArgumentException e) {
      throw widths.wrong(e.getMessage());
    }
  }

  private static int checkDepth(Setting setting, int depth) throws SpecException {
    if (depth < 8 || depth > DEEPEST || depth % 6 != 2) {
      throw setting.wrong("a ResNet has 6n+2 layers: 8, 14, 20, 32, 44, 56, 110");
    }
    return depth;
  }
}
