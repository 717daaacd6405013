package org.skiptrim.spec;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.network.Architecture;
import org.skiptrim.storage.Words;

/**
 * A network whose variants are compared: built and trained here, or from files.
 *
 * @param name as titles have it
 * @param architecture of one that is built, or that a state dict has parameters for
 * @param files the variants that are taken as they are instead of being trained
 * @param names the layers of a state dict, by node, that are not to be looked for
 * @param variants all that are made or taken
 * @param types of weights and activations, for people, where the files hold quantized networks;
 *     empty if the experiment's precisions apply
 */
public record NetworkSpec(
    String name,
    Optional<Architecture> architecture,
    Map<Variant, SourceFile> files,
    Map<String, String> names,
    List<Variant> variants,
    Optional<String> types) {

  /** Copies the collections. */
  public NetworkSpec {
    Map<Variant, SourceFile> sorted = new EnumMap<>(Variant.class);
    sorted.putAll(files);
    files = Collections.unmodifiableMap(sorted);
    names = Map.copyOf(names);
    variants = List.copyOf(variants);
  }

  /** The same with fewer variants. */
  NetworkSpec with(List<Variant> fewer) {
    return new NetworkSpec(name, architecture, files, names, fewer, types);
  }

  /** The file that a variant comes from, if it is not made here. */
  public Optional<SourceFile> file(Variant variant) {
    return Optional.ofNullable(files.get(variant));
  }

  /** Whether a variant is the same in every trial: a file's, or what is made of one untrained. */
  public boolean isGiven(Variant variant) {
    return files.containsKey(variant)
        || (variant == Variant.ABSORBED && files.containsKey(Variant.RESIDUAL));
  }

  /** Whether its files hold networks on integers. */
  public boolean isQuantized() {
    return types.isPresent();
  }

  /** A variant as titles have it: {@code ResNet8 skipper}. */
  public String title(Variant variant) {
    boolean plain = variant == Variant.RESIDUAL || variant == Variant.AS_IS;
    return plain ? name : name + " " + Words.of(variant);
  }

  /** The name as a part of file names: {@code resnet20-zero-pad}. */
  public String slug() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
