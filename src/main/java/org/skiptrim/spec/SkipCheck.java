package org.skiptrim.spec;

import java.util.List;
import java.util.Optional;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.quantization.Precision;
import org.skiptrim.skips.Absorber;
import org.skiptrim.skips.SkipConnection;
import org.skiptrim.skips.Treatment;
import org.skiptrim.storage.Words;

/**
 * Whether skips can be absorbed, removed and shortened in the graphs of a spec, in the time there
 * is.
 */
record SkipCheck(ExperimentSpec spec, Setting root) {

  void check(List<NetworkReader.Entry> entries) throws SpecException {
    if (spec.merger().precision().isPresent()) {
      throw root.get("merger")
          .get("precision")
          .wrong("only weights of real numbers can be merged; use none");
    }
    for (NetworkReader.Entry entry : entries) {
      checkAbsorbed(entry);
      check(entry, Variant.SKIPPER, entry.residual(), Treatment.REMOVE, spec.skipper());
      check(entry, Variant.TRIMMER, entry.trimmed(), Treatment.SHORTEN, spec.trimmer());
      check(entry, Variant.MERGER, entry.residual(), Treatment.SHORTEN_TO_MERGE, spec.merger());
    }
  }

  private void check(
      NetworkReader.Entry entry,
      Variant variant,
      Optional<Network<RealOp>> graph,
      Treatment treatment,
      SkipsSpec settings)
      throws SpecException {
    if (graph.isEmpty() || !isMade(entry, variant)) {
      return;
    }
    int skips = treatment.targets(graph.get()).size();
    checkGraph(entry, variant, skips, () -> rewritten(graph.get(), treatment));
    String section = Words.of(variant);
    if (settings.precision().isPresent()) {
      checkLayers(root.get(section).get("precision"), settings.precision().get(), graph.get());
    }
    settings.checkTime(inherited(section), skips, entry.network().name());
  }

  private static void rewritten(Network<RealOp> graph, Treatment treatment) {
    Network<RealOp> treated = treatment.applyToAll(graph);
    if (treatment == Treatment.SHORTEN_TO_MERGE) {
      Absorber.absorbAll(treated);
    }
  }

  private static void checkAbsorbed(NetworkReader.Entry entry) throws SpecException {
    if (entry.residual().isPresent() && isMade(entry, Variant.ABSORBED)) {
      Network<RealOp> graph = entry.residual().get();
      int skips = SkipConnection.in(graph).size();
      checkGraph(entry, Variant.ABSORBED, skips, () -> Absorber.absorbAll(graph));
    }
  }

  private static boolean isMade(NetworkReader.Entry entry, Variant variant) {
    NetworkSpec network = entry.network();
    return network.variants().contains(variant) && network.file(variant).isEmpty();
  }

  private static void checkGraph(
      NetworkReader.Entry entry, Variant variant, int skips, Runnable rewrite)
      throws SpecException {
    if (skips == 0) {
      throw wrong(entry, variant, "has no skip connection for it");
    }
    try {
      rewrite.run();
    } catch (IllegalArgumentException e) {
      throw wrong(entry, variant, "has a graph that it cannot change (" + e.getMessage() + ")");
    }
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
