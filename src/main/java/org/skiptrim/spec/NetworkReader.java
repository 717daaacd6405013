package org.skiptrim.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.network.Architecture;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.skips.SkipConnection;
import org.skiptrim.storage.Words;

/**
 * Reads {@code resnet20}, the name of a file, or {@code {resnet: 20, shortcut: …, residual: FILE}}.
 *
 * @param folder of the spec, where relative paths start
 * @param source of the images that the networks are for
 * @param variants that the experiment asks for
 */
record NetworkReader(Path folder, DatasetSource source, List<Variant> variants) {
  private static final String BUILT = "resnet\\d+";
  private static final String NAME = "name";
  private static final String NORMALIZATION = "normalization";
  private static final String NAMES = "names";

  /**
   * A network with its graphs, as far as they are known before anything is done.
   *
   * @param setting where it stands
   * @param residual the graph with skip connections, if there is one
   * @param trimmed the one that Trimmer starts from: that of a file, or one with its ReLU before
   *     the add
   * @param contents of its files
   */
  record Entry(
      Setting setting,
      NetworkSpec network,
      Optional<Network<RealOp>> residual,
      Optional<Network<RealOp>> trimmed,
      List<FileContent> contents) {

    /** All graphs of real numbers that are known. */
    Stream<Network<RealOp>> graphs() {
      return Stream.concat(
          Stream.of(residual, trimmed).flatMap(Optional::stream),
          contents.stream().flatMap(content -> content.real().stream()));
    }
  }

  Entry read(Setting setting) throws SpecException, IOException {
    if (setting.node().isSection()) {
      return section(setting);
    }
    if (setting.text().matches(BUILT)) {
      Setting depth = new Setting(setting.path(), setting.node());
      int layers = Integer.parseInt(setting.text().substring("resnet".length()));
      return entry(
          setting,
          Optional.empty(),
          Optional.of(ArchitectureReader.usual(depth, layers)),
          Map.of());
    }
    return file(setting);
  }

  /** One with skips is the residual network of all variants, any other one is taken as it is. */
  private Entry file(Setting setting) throws SpecException, IOException {
    FileContent content = FileContent.read(setting, folder);
    if (content.graph().isEmpty()) {
      throw content.wrong(
          "is a PyTorch state dict, which has no graph; write {resnet: 20, residual: FILE} with the"
              + " options of what is in it");
    }
    boolean whole = content.real().filter(NetworkReader::hasSkips).isEmpty();
    Variant variant = whole ? Variant.AS_IS : Variant.RESIDUAL;
    return entry(setting, Optional.empty(), Optional.empty(), Map.of(variant, content));
  }

  private static boolean hasSkips(Network<RealOp> graph) {
    return !SkipConnection.in(graph).isEmpty();
  }

  private Entry section(Setting setting) throws SpecException, IOException {
    Map<String, Variant> byWord = Words.in(Variant.class);
    List<String> known = new ArrayList<>(List.of(NAME, NORMALIZATION, NAMES));
    known.addAll(ArchitectureReader.KEYS);
    known.addAll(byWord.keySet());
    Map<Variant, FileContent> files = new EnumMap<>(Variant.class);
    for (String key : setting.node().entries().keySet()) {
      if (!known.contains(key)) {
        throw setting.get(key).at(UnknownKey.message(setting.path(), key, known));
      }
      if (byWord.containsKey(key)) {
        files.put(byWord.get(key), FileContent.read(setting.get(key), folder));
      }
    }
    Optional<Normalization> normalization = normalization(setting, files.isEmpty());
    for (Map.Entry<Variant, FileContent> file : files.entrySet()) {
      file.setValue(file.getValue().with(normalization));
    }
    if (setting.has(NAMES) && files.values().stream().noneMatch(FileContent::isStateDict)) {
      throw setting.get(NAMES).wrong("only a PyTorch state dict has layers to name; leave it out");
    }
    Optional<String> name =
        setting.has(NAME) ? Optional.of(setting.get(NAME).text()) : Optional.empty();
    return entry(setting, name, ArchitectureReader.read(setting), files);
  }

  private Optional<Normalization> normalization(Setting setting, boolean isBuilt)
      throws SpecException {
    if (!setting.has(NORMALIZATION)) {
      return Optional.empty();
    }
    Setting said = setting.get(NORMALIZATION);
    if (isBuilt) {
      throw said.wrong("only a network from a file has one; write dataset: {normalization: …}");
    }
    return Optional.of(
        new NormalizationReader(source.normalizations(), facts().channels()).read(said));
  }

  /** What is said of a state dict's layers, by node. */
  private static Map<String, String> names(Setting setting) throws SpecException {
    Map<String, String> names = new LinkedHashMap<>();
    if (setting.node().isSection() && setting.has(NAMES)) {
      Setting section = setting.get(NAMES).section();
      for (String node : section.node().entries().keySet()) {
        names.put(node, section.get(node).text());
      }
    }
    return names;
  }

  DatasetSource.Facts facts() {
    return source.facts();
  }

  private Entry entry(
      Setting setting,
      Optional<String> name,
      Optional<Architecture> architecture,
      Map<Variant, FileContent> files)
      throws SpecException {
    return new EntryBuilder(this, setting, architecture, files, names(setting)).build(name);
  }
}
