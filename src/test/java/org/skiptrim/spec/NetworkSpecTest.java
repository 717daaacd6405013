package org.skiptrim.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.skiptrim.spec.Variant.AS_IS;
import static org.skiptrim.spec.Variant.PLAIN;
import static org.skiptrim.spec.Variant.RESIDUAL;
import static org.skiptrim.spec.Variant.SKIPPER;
import static org.skiptrim.spec.Variant.TRIMMER;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Architecture;
import org.skiptrim.network.Block;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.storage.Safetensors;

/** What the key {@code networks} can be, and what files are taken for. */
class NetworkSpecTest {
  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws Exception {
    NetworkFiles.real(file("skips.safetensors"), NetworkFiles.RESIDUAL);
    NetworkFiles.real(file("skipless.safetensors"), NetworkFiles.skipless());
    NetworkFiles.real(
        file("imagenet.safetensors"), NetworkFiles.skipless(), Normalization.IMAGENET);
    NetworkFiles.real(file("gray.safetensors"), NetworkFiles.residual(new Shape(1, 8, 8), 4));
    NetworkFiles.real(file("many.safetensors"), NetworkFiles.residual(new Shape(3, 8, 8), 5));
    NetworkFiles.quantized(file("q8.safetensors"), NetworkFiles.RESIDUAL, FixedPoint.signed(8, 3));
    NetworkFiles.quantized(
        file("q8-skipless"), NetworkFiles.skipless(), FixedPoint.signed(8, 3)); // no ending
    Files.write(file("dict.safetensors"), new byte[] {'P', 'K', 3, 4}); // whatever it is called
    Files.writeString(file("words.th"), "not a network");
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private ExperimentSpec read(String networks, String... overrides) throws Exception {
    String yaml = "dataset: {name: made-up}\nnetworks: " + networks + "\n";
    return SpecText.read(folder, yaml, overrides);
  }

  private NetworkSpec only(String networks, String... overrides) throws Exception {
    return read(networks, overrides).networks().get(0);
  }

  private static SourceFile.Format format(NetworkSpec network, Variant variant) {
    return network.file(variant).orElseThrow().format();
  }

  @Test
  void built_hasTheVariantsThatAreAskedFor() throws Exception {
    NetworkSpec network = only("[resnet14]", "variants=[plain, skipper]");
    assertEquals(Optional.of(Architecture.ofDepth(14)), network.architecture());
    assertEquals(List.of(PLAIN, SKIPPER), network.variants());
    assertEquals("ResNet14 skipper", network.title(SKIPPER));
    assertEquals("ResNet14", network.title(RESIDUAL));
  }

  @Test
  void built_options_areInItsName() throws Exception {
    NetworkSpec network = only("{resnet: 8, shortcut: zero-pad, block: relu-before-add}");
    assertEquals(
        Optional.of(new Architecture(8, Shortcut.ZERO_PAD, Block.RELU_BEFORE_ADD)),
        network.architecture());
    assertEquals("resnet8-zero-pad-relu-before-add", network.slug());
    assertEquals("other", only("{resnet: 8, name: other}").name());
  }

  @Test
  void built_withWidths_hasThemInItsNameUnlessTheyAreThePublishedOnes() throws Exception {
    NetworkSpec network = only("{resnet: 8, widths: [4, 8, 16], shortcut: zero-pad}");
    assertEquals("resnet8-4-8-16-zero-pad", network.slug());
    assertEquals(List.of(4, 8, 16), network.architecture().orElseThrow().stages());
    assertEquals("resnet8-8-8-8", only("{resnet: 8, widths: [8, 8, 8]}").slug());
    assertEquals(
        Optional.of(Architecture.ofDepth(8)),
        only("{resnet: 8, widths: [16, 32, 64]}").architecture());
  }

  @Test
  void built_withWidthsThatCannotBe_saysWhy() {
    assertTrue(message("{resnet: 8, widths: [4, 8]}").contains("three stages"));
    assertTrue(message("{resnet: 8, widths: [4, 0, 8]}").contains("widths"));
    assertTrue(
        message("{resnet: 8, widths: [4, 7, 8], shortcut: zero-pad}").contains("even number"));
    assertTrue(message("{name: a, widths: [4, 8, 16]}").contains("resnet: DEPTH"));
  }

  private String message(String networks) {
    return assertThrows(SpecException.class, () -> read(networks)).getMessage();
  }

  @Test
  void fileWithSkips_isTheResidualNetworkOfAllVariants() throws Exception {
    NetworkSpec network = only("skips.safetensors", "variants=[residual, plain, trimmer]");
    assertEquals(List.of(RESIDUAL, PLAIN, TRIMMER), network.variants());
    assertEquals(SourceFile.Format.NETWORK, format(network, RESIDUAL));
    assertEquals(Optional.empty(), network.file(PLAIN));
    assertEquals("skips trimmer", network.title(TRIMMER));
  }

  @Test
  void fileWithSkips_asTeacherOnly_isNoVariant() throws Exception {
    assertEquals(List.of(SKIPPER), only("skips.safetensors", "variants=skipper").variants());
  }

  @Test
  void fileWithoutSkips_isTakenAsItIs() throws Exception {
    NetworkSpec network = only("skipless.safetensors", "variants=[residual, skipper]");
    assertEquals(List.of(AS_IS), network.variants());
    assertEquals("skipless", network.title(AS_IS));
    assertFalse(network.isQuantized());
  }

  /** For all that learns under a teacher, or for some of it. */
  @Test
  void teacher_isAFilesNetwork() throws Exception {
    assertEquals(Map.of(), read("[skips.safetensors]").teachers());
    assertEquals(
        Set.of("plain_distilled", "skipper", "trimmer", "merger", "quantization"),
        read("[skips.safetensors]\ndistillation: {teacher: skipless.safetensors}")
            .teachers()
            .keySet());
    Map<String, NetworkSpec> one =
        read("[skips.safetensors]\nquantization: {teacher: {resnet: 8, residual: dict.safetensors}}")
            .teachers();
    assertEquals(Set.of("quantization"), one.keySet());
    assertEquals(SourceFile.Format.STATE_DICT, format(one.get("quantization"), RESIDUAL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resnet8",
        "q8-skipless",
        "{residual: skips.safetensors, plain: skipless.safetensors}"
      })
  void teacher_thatIsNoSingleNetworkOfRealNumbers_isRefused(String teacher) {
    String networks = "[skips.safetensors]\nskipper: {teacher: " + teacher + "}";
    String message = assertThrows(SpecException.class, () -> read(networks)).getMessage();
    assertTrue(message.contains("skipper.teacher is"), message);
    assertTrue(message.contains("one network of real numbers from a file"), message);
  }

  @Test
  void asIs_takesAnything() throws Exception {
    assertEquals(
        List.of(AS_IS), only("{name: mine, as-is: skips.safetensors}", "trials=2").variants());
  }

  @Test
  void quantizedFile_hasTypesOfItsOwn() throws Exception {
    NetworkSpec network = only("q8-skipless");
    assertEquals(SourceFile.Format.QUANTIZED, format(network, AS_IS));
    assertEquals(Optional.of("ap_fixed<8,3>"), network.types());
  }

  @Test
  void quantizedPair_isCompared() throws Exception {
    NetworkSpec network = only("{name: pair, residual: q8.safetensors, skipper: q8-skipless}");
    assertEquals(List.of(RESIDUAL, SKIPPER), network.variants());
    assertTrue(network.isQuantized());
  }

  @Test
  void variantsFromFiles_areTakenBesideThoseThatAreMade() throws Exception {
    NetworkSpec network =
        only(
            "{name: mine, residual: skips.safetensors, skipper: skipless.safetensors}",
            "variants=[residual, plain]");
    assertEquals(List.of(RESIDUAL, PLAIN, SKIPPER), network.variants());
    assertTrue(network.file(SKIPPER).isPresent());
  }

  @Test
  void variantsFromFiles_withoutResidual_areAll() throws Exception {
    NetworkSpec network = only("{name: mine, plain: skipless.safetensors}");
    assertEquals(List.of(PLAIN), network.variants());
  }

  @Test
  void stateDict_besideAnArchitecture_isRecognizedByItsContent() throws Exception {
    NetworkSpec network = only("{resnet: 20, residual: dict.safetensors}");
    assertEquals(SourceFile.Format.STATE_DICT, format(network, RESIDUAL));
    assertEquals("ResNet20", network.name());
  }

  @Test
  void normalization_isThatOfTheFile_whereNothingIsSaid() throws Exception {
    assertEquals(Normalization.IMAGENET, read("imagenet.safetensors").dataset().normalization());
    assertEquals(FixedPoint.signed(8, 3), read("imagenet.safetensors").precisions().get(0).input());
    assertEquals(Normalization.STANDARD, read("skipless.safetensors").dataset().normalization());
    String error = error("imagenet.safetensors", "dataset.normalization=standard");
    assertTrue(error.contains("imagenet.safetensors learned from images normalized with"), error);
    assertTrue(error.endsWith("leave dataset.normalization out, or this file"), error);
  }

  @Test
  void stateDict_saysItsNormalizationAndNames() throws Exception {
    ExperimentSpec spec =
        read(
            "{resnet: 20, residual: dict.safetensors, names: {stem.conv: features.0},"
                + " normalization: {mean: [0.5, 0.25, 0], deviation: 0.2}}");
    assertEquals(
        new Normalization(List.of(127.5f, 63.75f, 0f), List.of(51f, 51f, 51f)),
        spec.dataset().normalization());
    assertEquals(Map.of("stem.conv", "features.0"), spec.networks().get(0).names());
  }

  @Test
  void tensorsWithoutGraph_areAStateDict() throws Exception {
    Map<String, Safetensors.Tensor> tensors =
        Map.of("fc.bias", Safetensors.Tensor.ofFloats(new float[] {1}, 1));
    new Safetensors(tensors, Map.of("format", "pt")).write(folder.resolve("pt.safetensors"));
    NetworkSpec network = only("{resnet: 20, residual: pt.safetensors}");
    assertEquals(SourceFile.Format.STATE_DICT, format(network, RESIDUAL));
  }

  /** The project's own skipless network, as the one line of a spec. */
  @Test
  void keptNetwork_isOneLine() throws Exception {
    Path kept = Path.of("results/resnet20-skipper/resnet20-skipless.safetensors");
    ExperimentSpec spec = SpecText.read(folder, "networks: [" + kept.toAbsolutePath() + "]");
    assertEquals("resnet20-skipless", spec.networks().get(0).name());
    assertEquals(List.of(AS_IS), spec.networks().get(0).variants());
    assertEquals(Normalization.IMAGENET, spec.dataset().normalization());
  }

  private String error(String networks, String... overrides) {
    String message =
        assertThrows(SpecException.class, () -> read(networks, overrides)).getMessage();
    assertFalse(message.contains("\n"), message);
    return message.replace(folder + "/", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          words.th                 | networks[0]: words.th is neither a safetensors file nor a PyTorch state dict
          dict.safetensors         | networks[0]: dict.safetensors is a PyTorch state dict, which has no graph; write {resnet: 20, residual: FILE}
          {residual: dict.safetensors} | networks[0].residual: dict.safetensors is a PyTorch state dict, which has no graph; add resnet: 20
          {resnet: 8, as-is: dict.safetensors} | is a PyTorch state dict; name it under residual
          gray.safetensors         | networks[0]: gray.safetensors takes images of 1x8x8; those of the data set are 3x8x8
          many.safetensors         | networks[0]: many.safetensors tells 5 classes apart; the data set has 4
          {resnet: 8, residual: skips.safetensors} | skips.safetensors does not hold a ResNet8; correct resnet, shortcut, block and widths, or leave them out
          {residual: skipless.safetensors} | networks[0]: skipless has no skip connection for it; leave skipper out of variants
          {residual: q8.safetensors, plain: skipless.safetensors} | skipless.safetensors is a network of real numbers under plain, where others are quantized
          {resnet: 8, residual: q8.safetensors} | networks[0]: a quantized network has its graph in its file; leave resnet out
          {resnet: 8, residual: dict.safetensors, normalization: {mean: [0.5, 0.5], deviation: 0.2}} | networks[0].normalization.mean is '[0.5, 0.5]'; it must be 3 numbers, one a channel, or one
          {resnet: 8, residual: dict.safetensors, normalization: {mean: 128, deviation: 64}} | it must be a number from 0 to 1
          {residual: skips.safetensors, names: {stem.conv: conv}} | only a PyTorch state dict has layers to name; leave it out
          {resnet: 8, normalization: standard} | only a network from a file has one; write dataset: {normalization: …}
          {residual: imagenet.safetensors, normalization: standard} | leave normalization out
          [skips.safetensors, {as-is: skips.safetensors}] | networks[1] is '{as-is: skips.safetensors}'; another network is called skips, too
          """)
  void wrongNetwork_isOneLine(String networks, String message) {
    String error = error(networks);
    assertTrue(error.contains(message), error);
  }

  @Test
  void absorbed_reluBeforeTheAdd_isRefusedByName() {
    String error = error("{resnet: 8, block: relu-before-add}", "variants=absorbed");
    assertTrue(
        error.contains(
            "has a graph that it cannot change (the skip to 'stage1.block1.add' cannot be absorbed:"
                + " its branch ends with 'stage1.block1.2.relu', a Relu"),
        error);
    assertTrue(error.contains("leave absorbed out of variants"), error);
  }

  /** Two skips, not the (depth - 2) / 2 of a name. */
  @Test
  void skips_areCountedInTheGraph() throws Exception {
    assertTrue(
        error("skips.safetensors", "skipper.epochs=2")
            .contains("the 2 skips of skips, 1 at a time, the first after 1 epochs"));
    read("skips.safetensors", "skipper.epochs=3");
  }
}
