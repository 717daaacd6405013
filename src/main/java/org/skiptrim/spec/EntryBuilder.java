package org.skiptrim.spec;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.network.Architecture;
import org.skiptrim.network.Block;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.storage.Words;

/** Puts a network's architecture and files together, and checks that they fit. */
final class EntryBuilder {
  private final NetworkReader reader;
  private final Setting setting;
  private final Optional<Architecture> architecture;
  private final Map<Variant, FileContent> files;
  private final Map<String, String> names;

  EntryBuilder(
      NetworkReader reader,
      Setting setting,
      Optional<Architecture> architecture,
      Map<Variant, FileContent> files,
      Map<String, String> names) {
    this.reader = reader;
    this.setting = setting;
    this.architecture = architecture;
    this.files = files;
    this.names = names;
  }

  NetworkReader.Entry build(Optional<String> name) throws SpecException {
    if (architecture.isEmpty() && files.isEmpty()) {
      throw setting.wrong("it names neither a ResNet nor a file; add resnet: 20 or residual: FILE");
    }
    for (FileContent content : files.values()) {
      checkShapes(content);
    }
    checkStateDicts();
    Optional<String> types = types();
    Optional<Network<RealOp>> residual = types.isPresent() ? Optional.empty() : residual();
    Optional<Network<RealOp>> trimmed = residualFile().isPresent() ? residual : shortened();
    Map<Variant, SourceFile> sources = new EnumMap<>(Variant.class);
    files.forEach((variant, content) -> sources.put(variant, content.file()));
    NetworkSpec network =
        new NetworkSpec(
            name.orElseGet(this::defaultName),
            architecture,
            sources,
            names,
            variants(residual.isPresent()),
            types);
    return new NetworkReader.Entry(
        setting, network, residual, trimmed, List.copyOf(files.values()));
  }

  private String defaultName() {
    return architecture
        .map(Architecture::title)
        .orElseGet(() -> files.values().iterator().next().file().stem());
  }

  private Optional<FileContent> residualFile() {
    return Optional.ofNullable(files.get(Variant.RESIDUAL));
  }

  /** The file's graph, or the one that is built. */
  private Optional<Network<RealOp>> residual() throws SpecException {
    Optional<Network<RealOp>> built = architecture.map(this::built);
    if (residualFile().isEmpty() || residualFile().get().graph().isEmpty()) {
      return built;
    }
    if (residualFile().get().real().isEmpty()) {
      return Optional.empty(); // on integers, so that nothing is trained from it
    }
    Network<RealOp> graph = residualFile().get().real().get();
    if (built.isPresent() && !built.get().equals(graph)) {
      throw residualFile()
          .get()
          .wrong(
              "does not hold a %s; correct resnet, shortcut, block and widths, or leave them out"
                  .formatted(architecture.get().title()));
    }
    return Optional.of(graph);
  }

  private Optional<Network<RealOp>> shortened() {
    return architecture.map(given -> built(given.with(Block.RELU_BEFORE_ADD)));
  }

  private Network<RealOp> built(Architecture given) {
    DatasetSource.Facts facts = reader.facts();
    Shape image = new Shape(facts.channels(), facts.height(), facts.width());
    return ResNets.resNet(given, image, facts.classes());
  }

  /** Those that are asked for and can be made, and those that there are files of. */
  private List<Variant> variants(boolean hasResidual) {
    Set<Variant> variants = new LinkedHashSet<>();
    if (hasResidual && !files.containsKey(Variant.AS_IS)) {
      variants.addAll(reader.variants());
    }
    for (Variant variant : files.keySet()) {
      boolean onlyTeacher = variant == Variant.RESIDUAL && !variants.isEmpty();
      if (!onlyTeacher) {
        variants.add(variant);
      }
    }
    return List.copyOf(variants);
  }

  private void checkShapes(FileContent content) throws SpecException {
    if (content.graph().isEmpty()) {
      return;
    }
    Network<?> graph = content.graph().get();
    DatasetSource.Facts facts = reader.facts();
    Shape image = new Shape(facts.channels(), facts.height(), facts.width());
    Shape found = graph.shape(graph.input().name());
    if (!found.equals(image)) {
      throw content.wrong(
          "takes images of %s; those of the data set are %s".formatted(found, image));
    }
    int logits = graph.shape(graph.output().name()).size();
    if (logits != facts.classes()) {
      throw content.wrong(
          "tells %d classes apart; the data set has %d".formatted(logits, facts.classes()));
    }
  }

  private void checkStateDicts() throws SpecException {
    for (FileContent content : files.values()) {
      if (content.graph().isEmpty() && architecture.isEmpty()) {
        throw content.wrong(
            "is a PyTorch state dict, which has no graph; add resnet: 20 beside it, with the"
                + " options of what is in it");
      }
    }
    FileContent whole = files.get(Variant.AS_IS);
    if (whole != null && whole.graph().isEmpty()) {
      throw whole.wrong("is a PyTorch state dict; name it under residual");
    }
  }

  /** The types of quantized networks, of which all files or none must be. */
  private Optional<String> types() throws SpecException {
    Set<String> types = new TreeSet<>();
    for (FileContent content : files.values()) {
      content.quantized().map(QuantizedTypes::text).ifPresent(types::add);
    }
    if (types.isEmpty()) {
      return Optional.empty();
    }
    for (Map.Entry<Variant, FileContent> file : files.entrySet()) {
      if (file.getValue().quantized().isEmpty()) {
        throw file.getValue()
            .wrong(
                "is %s under %s, where others are quantized; give quantized ones a network of"
                        .formatted(file.getValue().file().format().text(), Words.of(file.getKey()))
                    + " their own in networks");
      }
    }
    if (architecture.isPresent()) {
      throw setting.at(
          setting.path() + ": a quantized network has its graph in its file; leave resnet out");
    }
    return Optional.of(String.join(" / ", types));
  }
}
