package org.skiptrim.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.device.Device;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.quantization.LayerTypes;
import org.skiptrim.quantization.Precision;
import org.skiptrim.skips.SkipSchedule;
import org.skiptrim.training.Teaching;

class ExperimentSpecTest {
  @TempDir Path folder;

  private ExperimentSpec read(String yaml, String... overrides) throws Exception {
    return SpecText.read(folder, yaml, overrides);
  }

  private String error(String yaml, String... overrides) {
    String message = assertThrows(SpecException.class, () -> read(yaml, overrides)).getMessage();
    assertFalse(message.contains("\n"), message);
    return message.replace(folder + "/", "");
  }

  /** The same settings in another order are the same experiment. */
  @Test
  void read_datasetAsAWord_isItsName() throws Exception {
    assertEquals("fashion-mnist", read("dataset: fashion-mnist").dataset().name());
    assertEquals("svhn", read("dataset: mnist", "dataset=svhn").dataset().name());
  }

  @Test
  void read_fewerTestImagesThanAreUsuallySimulated_simulatesThose() throws Exception {
    assertEquals(2, read("", "dataset.test_images=2").simulationImages());
    assertEquals(10, read("").simulationImages());
  }

  @Test
  void name_withSettings_isAnother() throws Exception {
    String name = read("", "trials=2", "seed=3").name();
    assertTrue(name.matches("tiny-[0-9a-f]{6}"), name);
    assertEquals(name, read("", "seed=3", "trials=2").name());
    assertNotEquals(name, read("", "seed=4", "trials=2").name());
  }

  @Test
  void read_emptyFile_isAllDefaults() throws Exception {
    ExperimentSpec spec = read("");
    assertEquals("tiny", spec.name());
    assertEquals(List.of("ResNet20"), spec.networks().stream().map(NetworkSpec::name).toList());
    assertEquals(List.of(Variant.RESIDUAL, Variant.SKIPPER), spec.variants());
    assertEquals(Optional.empty(), spec.dataset().trainImages());
    assertEquals(0.65, spec.skipper().teaching().labelWeight());
    assertEquals(0.35, spec.skipper().teaching().teacherWeight());
    assertEquals(List.of(Device.named("xc7z020")), spec.devices());
  }

  @Test
  void read_everyExperimentOfTheProject() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("experiments"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(ExperimentSpec.read(file, List.of()).description().isBlank(), file.toString());
      }
    }
  }

  @Test
  void read_shortPrecision_isWeightsAndActivations() throws Exception {
    FixedPoint type = FixedPoint.signed(8, 3);
    assertEquals(
        List.of(new Precision(type, type, FixedPoint.signed(8, 2))),
        read("precisions: [\"ap_fixed<8,3>\"]").precisions());
  }

  @Test
  void read_longPrecision() throws Exception {
    ExperimentSpec spec =
        read("precisions:\n- {weights: \"ap_fixed<4,2>\", activations: \"ap_fixed<8,3>\"}");
    assertEquals(FixedPoint.signed(4, 2), spec.precisions().get(0).weights());
    assertEquals(FixedPoint.signed(8, 3), spec.precisions().get(0).activations());
    assertEquals(FixedPoint.signed(8, 2), spec.precisions().get(0).input());
  }

  @Test
  void read_normalization_choosesTheImagesType() throws Exception {
    assertEquals(
        FixedPoint.signed(8, 3),
        read("dataset: {normalization: imagenet}").precisions().get(0).input());
  }

  @Test
  void read_overrides_standAboveTheFile() throws Exception {
    ExperimentSpec spec =
        read(
            "teacher: {epochs: 3, batch_size: 64}",
            "teacher.epochs=7",
            "networks=[resnet8,resnet14]",
            "precisions=ap_fixed<4,2>");
    assertEquals(7, spec.teacher().epochs());
    assertEquals(64, spec.teacher().batchSize());
    assertEquals(2, spec.networks().size());
    assertEquals(FixedPoint.signed(4, 2), spec.precisions().get(0).weights());
  }

  @Test
  void read_drops_makeSteps() throws Exception {
    TrainingSpec teacher = read("teacher: {epochs: 9, drops: [3, 6]}").teacher();
    assertEquals(0.2 * 0.1, teacher.schedule().at(4, 9), 1e-12);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          teacher.epoch=3        | command line: unknown key teacher.epoch; did you mean teacher.epochs?
          optimizer=adam         | command line: unknown key optimizer; known here are description, title, tasks, figures, dataset,
          teacher.epochs=ten     | command line: teacher.epochs is 'ten'; it must be a whole number from 1 to 100000
          teacher.epochs=2.5     | command line: teacher.epochs is '2.5'; it must be a whole number
          teacher.epochs=0       | command line: teacher.epochs is '0'; it must be a whole number from 1
          teacher=5              | command line: teacher is '5'; it must be a section
          teacher.epochs=        | command line: 'teacher.epochs=' is no key=value; write it like teacher.epochs=2
          teacher                | command line: 'teacher' is no key=value
          teacher.warm_up=high   | command line: teacher.warm_up is 'high'; it must be a number from 0 to 0.99
          depths=[8]             | command line: depths is no key any more; write networks: [resnet8, resnet20]
          network.block=basic    | command line: network is no key any more; write the options at the network, networks: [{resnet: 20
          teacher.weights=a.th   | command line: teacher.weights is no key any more; write networks: [FILE]
          networks=[resnet8,resnet9] | command line: networks[1] is 'resnet9'; a ResNet has 6n+2 layers
          networks={resnet: 9}   | command line: networks[0].resnet is '9'; a ResNet has 6n+2 layers
          networks=[resnet8,resnet8] | command line: networks[1] is 'resnet8'; another network is called ResNet8, too
          networks=[]            | command line: networks is '[]'; it must have one or more
          networks={}            | command line: networks[0] is '{}'; it names neither a ResNet nor a file
          networks={resnt: 8}    | command line: unknown key networks[0].resnt; did you mean networks[0].resnet?
          networks={resnet: 8, block: odd} | command line: networks[0].block is 'odd'; use basic or relu-before-add
          networks={block: basic} | command line: networks[0].block is 'basic'; only a network with resnet: DEPTH has one
          networks=none.th       | command line: networks[0] is 'none.th'; there is no file
          variants=as-is         | command line: variants[0] is 'as-is'; use absorbed or merger or plain or plain-distilled
          variants=trimmed       | command line: variants[0] is 'trimmed'; use absorbed or merger or plain or plain-distilled or residual or skipper or trimmer
          devices=xc7z999        | command line: devices[0]: unknown device xc7z999; there are xc7z020
          precisions=float       | command line: precisions[0]: 'float' is not a fixed-point type; write it like ap_fixed<8,3>
          precisions=ap_fixed<32,16> | command line: precisions[0]: ap_fixed<32,16> has 32 bits; networks are quantized to at most 24
          precisions=[{weights: "ap_fixed<8,3>", activations: "ap_ufixed<25,3>"}] | at most 24
          precisions=[{weights: "ap_fixed<4,2>", activations: "ap_fixed<4,2>", sums: "ap_fixed<25,3>"}] | ap_fixed<25,3> has 25 bits
          precisions=[{weights: "ap_fixed<4,2>", activations: "ap_fixed<4,2>", layers: {last: {activations: "ap_fixed<8,3>"}}}] | no layer with activations is called last; there are first, last, stage1.block1.1.conv, stage1.block1.2.conv, stage1.block1.add
          precisions=[{weights: "ap_fixed<4,2>", activations: "ap_fixed<4,2>", layers: {last: {input: "ap_fixed<8,3>"}}}] | unknown key precisions[0].layers.last.input; known here are weights, activations, sums
          skipper.precision={weights: "ap_fixed<4,2>", activations: "ap_fixed<4,2>", binary_points: auto} | types are not chosen while skips go
          precisions=[{weights: "ap_fixed<4,2>", activations: "ap_fixed<4,2>", binary_points: automatic}] | precisions[0].binary_points is 'automatic'
          skipper.precision={weights: "ap_fixed<4,2>", activations: "ap_fixed<4,2>", layers: {nothing: "ap_fixed<4,2>"}} | skipper.precision.layers: no layer with weights is called nothing
          skipper.precision=ap_fixed<8> | skipper.precision: 'ap_fixed<8>' is not a fixed-point type
          precisions=[{weights: "ap_fixed<4,2>", activations: "ap_fixed<4,2>", layers: {stage4.*: "ap_fixed<8,3>"}}] | precisions[0].layers: no layer with weights is called stage4.*; there are first, last, classifier,
          precisions=[{weights: "ap_fixed<4,2>", activations: "ap_fixed<4,2>", layers: {"stage3.*": "ap_fixed<8,3>", "*.conv": "ap_fixed<2,1>"}}] | has more than one type by *.conv, stage3.*; name it by itself
          precisions=ap_fixed<8,3,AP_SAT_SYM> | command line: precisions[0]: 'AP_SAT_SYM' is not a rounding mode; use AP_RND_CONV, AP_RND or AP_TRN
          precisions=ap_fixed<8,3,AP_RND,AP_SAT_SYM> | command line: precisions[0]: the overflow mode 'AP_SAT_SYM' is not there; use AP_SAT
          precisions=ap_ufixed<8,3> | command line: precisions[0]: weights of type ap_ufixed<8,3>; they need a sign
          precisions=[{weight: a}] | command line: unknown key precisions[0].weight; did you mean precisions[0].weights?
          dataset.name=emnist    | command line: dataset.name: no data set is called 'emnist'; use cifar-10 or cifar-100
          dataset.train_images=0 | command line: dataset.train_images is '0'; it must be a whole number from 1
          dataset.train_images=some | command line: dataset.train_images is 'some'; it must be all or a whole number
          dataset.test_images=-1 | command line: dataset.test_images is '-1'; it must be a whole number from 1
          simulation.images=10001 | command line: simulation.images is '10001'; it must be a whole number from 0 to 10000
          skipper.epochs=9       | the 9 skips of ResNet20, 1 at a time, the first after 1 epochs, then every 1, take 10 or more
          hardware.device_share=2   | command line: hardware.device_share is '2'; it must be a number from 0.001 to 1
          hardware.skips=none   | command line: hardware.skips is 'none'; use cheapest or fork or line-buffer
          hardware.block_ram_price=-1 | command line: hardware.block_ram_price is '-1'; it must be a number from 0 to 1000
          hardware.folding={a: {pe: 2}} | command line: hardware.folding.a is '{pe: 2}'; it has no simd
          hardware.folding={a: {pe: 2, simd: 0}} | command line: hardware.folding.a.simd is '0'; it must be a whole number from 1
          hardware.folding={a: {pe: 2, simd: 2, kind: luts}} | unknown key hardware.folding.a.kind; did you mean hardware.folding.a.simd?
          hardware.folding={a: {pe: 2, simd: 2, products: dsp}} | hardware.folding.a.products is 'dsp'; use luts or multipliers or pairs
          hardware.synthesis=quick | command line: hardware.synthesis is 'quick'; use by-parts or flat
          seed=-1                | command line: seed is '-1'; it must be a whole number from 0
          seed=99999999999999999999 | command line: 99999999999999999999 is too large a number
          description=[          | command line: this is not YAML
          """)
  void read_wrongValue_isOneLine(String override, String message) {
    String error = error("", override);
    assertTrue(error.contains(message), error);
  }

  @Test
  void read_typesOfSingleLayers() throws Exception {
    Precision precision =
        read("""
                precisions:
                - weights: ap_fixed<2,1>
                  activations: ap_fixed<4,2>
                  sums: ap_fixed<6,4>
                  layers: {first: "ap_fixed<8,2>", "stage3.*": {weights: "ap_fixed<3,1>", activations: "ap_fixed<5,2>"}}
                """)
            .precisions()
            .get(0);
    assertEquals(Optional.of(FixedPoint.signed(6, 4)), precision.sums());
    assertEquals(LayerTypes.ofWeights(FixedPoint.signed(8, 2)), precision.layers().get("first"));
    assertEquals(
        new LayerTypes(
            Optional.of(FixedPoint.signed(3, 1)),
            Optional.of(FixedPoint.signed(5, 2)),
            Optional.empty()),
        precision.layers().get("stage3.*"));
  }

  @Test
  void read_automaticBinaryPoints_needCalibrationImages() throws Exception {
    String auto =
        "precisions: [{weights: \"ap_fixed<4,2>\", activations: \"ap_fixed<4,2>\", binary_points: auto}]";
    assertTrue(read(auto).precisions().get(0).automatic());
    String error = error(auto, "quantization.calibration_images=0");
    assertTrue(error.contains("binary_points: auto needs calibration images"), error);
  }

  @Test
  void read_precisionWhileSkipsGo() throws Exception {
    ExperimentSpec spec = read("skipper: {precision: \"ap_fixed<4,2>\"}");
    FixedPoint type = FixedPoint.signed(4, 2);
    assertEquals(
        Optional.of(new Precision(type, type, FixedPoint.signed(8, 2))),
        spec.skipper().precision());
    assertEquals(Optional.empty(), spec.trimmer().precision());
  }

  @Test
  void read_anchorsAndMergeKeys_areResolved() throws Exception {
    ExperimentSpec spec =
        read(
            """
            description: &d two of a kind
            teacher: &t {epochs: &e 7, batch_size: 64}
            plain: {<<: *t, batch_size: 32}
            skipper: {epochs: 20, first: *e}
            """);
    assertEquals(7, spec.teacher().epochs());
    assertEquals(List.of(7, 32), List.of(spec.plain().epochs(), spec.plain().batchSize()));
    assertEquals("two of a kind", spec.description());
  }

  @Test
  void read_numbersAsYamlHasThem() throws Exception {
    ExperimentSpec spec = read("teacher: {weight_decay: .0005, momentum: +0.3, epochs: 0x10}");
    assertEquals(0.0005, spec.teacher().weightDecay());
    assertEquals(0.3, spec.teacher().momentum());
    assertEquals(16, spec.teacher().epochs());
  }

  @Test
  void read_secondDocumentAndTab_nameTheirOwnLine() {
    assertEquals(
        "tiny.yaml:3: a second document begins here; a spec is one",
        error("seed: 1\n---\nseed: 2"));
    assertTrue(
        error("teacher:\n  epochs: 1\n\tseed: 2").startsWith("tiny.yaml:3: this is not YAML"));
    assertEquals(
        "tiny.yaml:1: this is not YAML: found undefined alias d", error("description: *d"));
  }

  @Test
  void read_wrongValueInFile_namesTheLine() {
    assertEquals(
        "tiny.yaml:3: teacher.epochs is 'many'; it must be a whole number from 1 to 100000",
        error("trials: 1\nteacher:\n  epochs: many\n"));
    assertEquals("tiny.yaml:2: unknown key skippr; did you mean skipper?", error("\nskippr: {}\n"));
    assertEquals(
        "tiny.yaml:2: key seed is given a second time; keep one", error("seed: 1\nseed: 2"));
    assertEquals(
        "tiny.yaml:1: a value is missing; give one or leave the key out", error("seed:\n"));
    assertTrue(error("seed: [1\ntrials: }").startsWith("tiny.yaml:2: this is not YAML"));
    assertTrue(error("just words").startsWith("tiny.yaml:1: a spec consists of keys"));
  }

  @Test
  void read_contradiction_namesBoth() {
    assertTrue(
        error("hardware: {device_share: 0.5, cycles_per_frame: 1000}")
            .endsWith("it excludes hardware.device_share; leave one of them out"));
    assertTrue(
        error("hardware: {frames_per_second: 50, cycles_per_frame: 1000}")
            .endsWith("it excludes hardware.frames_per_second; leave one of them out"));
    assertTrue(
        error("teacher: {drops: [20], warm_up: 0.1}")
            .endsWith("it excludes teacher.warm_up; leave one of them out"));
    assertTrue(
        error("quantization: {label_weight: 0, teacher_weight: 0}")
            .endsWith("so there is nothing to learn from; raise one of them"));
  }

  @Test
  void read_framesPerSecond_areCyclesOfTheClock() throws Exception {
    assertEquals(
        Optional.of(150_000),
        read("hardware: {frames_per_second: 500, clock_mhz: 75}").hardware().cyclesPerFrame());
    assertEquals(
        Optional.of(3_000_000),
        read("hardware: {frames_per_second: 33.3333333333}").hardware().cyclesPerFrame());
    assertTrue(error("hardware: {frames_per_second: fast}").endsWith("must be none or a number"));
    assertTrue(error("hardware: {frames_per_second: 0}").contains("it must be a number from"));
  }

  @Test
  void read_recipe_standsBetweenDefaultsAndFile() throws Exception {
    ExperimentSpec spec = read("recipe: report\nteacher: {learning_rate: 0.05}");
    assertEquals(List.of(80, 120, 160, 180), spec.teacher().drops());
    assertEquals(0.05, spec.teacher().learningRate());
    assertEquals(0.1, spec.plain().learningRate());
    assertEquals(3, spec.skipper().schedule().interval());
    assertEquals(
        List.of(30, 60, 90, 120, 150, 180),
        read("recipe: tailor").plainDistilled().training().drops());
    assertEquals(30, read("recipe: short").plain().epochs());
    assertTrue(
        error("recipe: long")
            .endsWith("recipe is 'long'; use hardware-only or report or short or tailor"));
    assertTrue(
        error("recipe: report\nteacher: {epochs: 90}")
            .contains("training.drops[1] is '120'; it must be a whole number from 1 to 89"));
  }

  @Test
  void read_skipSchedule_isChecked() throws Exception {
    ExperimentSpec spec =
        read(
            "skipper: {order: least-harmful, at_a_time: 3, fade: 2, distance: kl, temperature: 2}");
    assertEquals(
        new SkipSchedule(1, 1, 3, SkipSchedule.Order.LEAST_HARMFUL, 2), spec.skipper().schedule());
    assertEquals(
        new Teaching(0.65, 0.35, new Teaching.Divergence(2), 0), spec.skipper().teaching());
    assertEquals(
        new SkipSchedule(
            0, 1, SkipSchedule.ALL, SkipSchedule.Order.FRONT_TO_BACK, SkipSchedule.AUTO_FADE),
        spec.merger().schedule());
    assertTrue(error("skipper: {fade: some}").contains("it must be auto or a whole number from 0"));
    assertTrue(
        error("skipper: {at_a_time: many}").contains("it must be all or auto or a whole number"));
    assertTrue(error("skipper: {at_a_time: 0}").contains("it must be a whole number from 1"));
    assertTrue(
        error("skipper: {temperature: 2}").endsWith("only distance: kl has one; leave it out"));
    assertTrue(
        error("merger: {precision: \"ap_fixed<8,3>\"}")
            .endsWith("only weights of real numbers can be merged; use none"));
    assertTrue(
        error("variants: [merger]\nnetworks: {resnet: 8, block: relu-before-add}")
            .contains("ResNet8 relu-before-add has a graph that it cannot change (the skip to"));
    assertTrue(
        error("variants: [trimmer]\ntrimmer: {interval: 9}").contains("the 9 skips of ResNet20"));
    assertTrue(error("skipper: {order: random}").contains("use back-to-front or front-to-back"));
  }

  @Test
  void read_missingFile() {
    Path file = folder.resolve("nothing.yaml");
    String message =
        assertThrows(SpecException.class, () -> ExperimentSpec.read(file, List.of())).getMessage();
    assertTrue(message.startsWith(file + " is not a file; name an experiment"), message);
  }

  @Test
  void read_fileNameThatIsNoDirectoryName() throws IOException {
    Path file = Files.writeString(folder.resolve("a b.yaml"), "");
    String message =
        assertThrows(SpecException.class, () -> ExperimentSpec.read(file, List.of())).getMessage();
    assertTrue(message.contains("a spec's file name names its results"), message);
  }

  /** Whatever key loses a letter, the right one is suggested. */
  @TestFactory
  Stream<DynamicTest> read_everyKeyMisspelt() throws Exception {
    SpecNode root =
        SpecFile.read(Files.writeString(folder.resolve("x.yaml"), ""), List.of()).node();
    return root.entries().entrySet().stream()
        .filter(section -> section.getValue().isSection())
        .flatMap(
            section ->
                section.getValue().entries().keySet().stream()
                    .map(key -> section.getKey() + "." + key))
        .map(
            path ->
                DynamicTest.dynamicTest(
                    path,
                    () -> {
                      String misspelt = path.substring(0, path.length() - 1);
                      String error = error("", misspelt + "=1");
                      assertTrue(error.endsWith("did you mean " + path + "?"), error);
                    }));
  }
}
