package org.skiptrim.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.skiptrim.process.Tool;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.Json;

/**
 * One piece of work, a pure function of its components: its settings and the steps whose results it
 * needs. Equal steps are the same step, whichever experiment they belong to, and have one run
 * directory. As JSON it is a file format: a step that is read back is equal to the one written.
 *
 * @param <R> the figures it ends with
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Train.class, name = "train"),
  @JsonSubTypes.Type(value = Import.class, name = "import"),
  @JsonSubTypes.Type(value = Distill.class, name = "distill"),
  @JsonSubTypes.Type(value = TreatSkips.class, name = "treat-skips"),
  @JsonSubTypes.Type(value = AbsorbSkips.class, name = "absorb-skips"),
  @JsonSubTypes.Type(value = Quantize.class, name = "quantize"),
  @JsonSubTypes.Type(value = ImportQuantized.class, name = "import-quantized"),
  @JsonSubTypes.Type(value = Design.class, name = "design"),
  @JsonSubTypes.Type(value = Simulate.class, name = "simulate"),
  @JsonSubTypes.Type(value = Synthesize.class, name = "synthesize"),
  @JsonSubTypes.Type(value = SynthesizeNetlist.class, name = "netlist"),
  @JsonSubTypes.Type(value = SimulateNetlist.class, name = "simulate-netlist"),
  @JsonSubTypes.Type(value = SimulateRouted.class, name = "simulate-routed"),
  @JsonSubTypes.Type(value = SimulateBitstream.class, name = "simulate-bitstream"),
  @JsonSubTypes.Type(value = Place.class, name = "place"),
  @JsonSubTypes.Type(value = PlaceFitting.class, name = "place-fitting")
})
public sealed interface Step<R extends Figures>
    permits NetworkStep, QuantizedStep, Design, Simulate, Synthesize, NetlistStep, CellSimulation {

  /** What is done: {@code train}, {@code remove-skips} … */
  String kind();

  /**
   * Of the step's code: raised when the same settings would come to another result, which {@code
   * GoldenResultsTest} finds out.
   */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  int version();

  /** What it is done to, for people: {@code ResNet8 skipper, seed 1}. */
  String subject();

  /** The steps that must be done before. */
  List<Step<?>> inputs();

  /** The class of its result. */
  Class<R> figuresType();

  /** Does the work; what it makes besides the figures are files in the workspace's directory. */
  R run(Workspace workspace) throws IOException, InterruptedException;

  /**
   * Whether it trains: its bits depend on the number of threads, which is then fixed by the plan.
   */
  default boolean learns() {
    return false;
  }

  /**
   * About how long it takes with one core, in epochs of a training without a teacher: good enough
   * to plan with.
   */
  double effort();

  /** The memory that it needs, in MB, generously. */
  long memoryMb();

  /** What its files take, in MB, roughly. */
  default long diskMb() {
    return 5;
  }

  /** Whether it needs a tool that is not installed here, so that its version is not known. */
  default boolean lacksTool() {
    return false;
  }

  /** The tools that it needs, each of which is installed if it is missing. */
  default List<Tool> tools() {
    return List.of();
  }

  /** The same work, whichever version of the tool does it. */
  default Step<R> withoutTool() {
    return this;
  }

  /** The step with all that it depends on, as JSON in one line. */
  default String recipe() {
    return Json.line(this);
  }

  /** What is done to what, as a file name. */
  default String slug() {
    String readable = (kind() + " " + subject()).toLowerCase(Locale.ROOT);
    return readable.replaceAll("[^a-z0-9.]+", "-").replaceAll("-$", "");
  }

  /** The name of its run directory: the same for the same work, and for no other. */
  default String id() {
    String hash = Checksum.sha256(recipe().getBytes(StandardCharsets.UTF_8));
    return slug() + "-" + hash.substring(0, 12);
  }
}
