package org.skiptrim.spec;

import java.util.List;
import java.util.Optional;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.quantization.Precision;
import org.skiptrim.skips.Treatment;
import org.skiptrim.storage.Words;

/** Whether Skipper and Trimmer can do their work on the graphs of a spec, in the time they have. */
record SkipCheck(ExperimentSpec spec, Setting root) {

  void check(List<NetworkReader.Entry> entries) throws SpecException {
    if (spec.trimmer().schedule().fade() > 0) {
      throw root.get("trimmer").get("fade").wrong("only skips that are removed can fade; use 0");
    }
    for (NetworkReader.Entry entry : entries) {
      check(entry, Variant.SKIPPER, entry.residual(), Treatment.REMOVE, spec.skipper());
      check(entry, Variant.TRIMMER, entry.trimmed(), Treatment.SHORTEN, spec.trimmer());
    }
  }

  private void check(
      NetworkReader.Entry entry,
      Variant variant,
      Optional<Network<RealOp>> graph,
      Treatment treatment,
      SkipsSpec settings)
      throws SpecException {
    NetworkSpec network = entry.network();
    if (graph.isEmpty()
        || !network.variants().contains(variant)
        || network.file(variant).isPresent()) {
      return;
    }
    int skips = treatment.targets(graph.get()).size();
    if (skips == 0) {
      throw wrong(entry, variant, "has no skip connection for it");
    }
    try {
      treatment.applyToAll(graph.get());
    } catch (IllegalArgumentException e) {
      throw wrong(entry, variant, "has a graph that it cannot change (" + e.getMessage() + ")");
    }
    String section = variant == Variant.SKIPPER ? "skipper" : "trimmer";
    if (settings.precision().isPresent()) {
      checkLayers(root.get(section).get("precision"), settings.precision().get(), graph.get());
    }
    settings.checkTime(inherited(section), skips, network.name());
  }

  private static void checkLayers(Setting setting, Precision precision, Network<RealOp> graph)
      throws SpecException {
    try {
      precision.checkFor(List.of(graph));
    } catch (IllegalArgumentException e) {
      throw setting.at(setting.path() + "." + e.getMessage());
    }
  }

  private Setting inherited(String section) {
    return root.get(section).inheriting(root.get("training"));
  }

  private static SpecException wrong(NetworkReader.Entry entry, Variant variant, String what) {
    String word = Words.of(variant);
    return entry
        .setting()
        .at(
            "%s: %s %s; leave %s out of variants, or name a file under %s"
                .formatted(entry.setting().path(), entry.network().name(), what, word, word));
  }
}
