package org.skiptrim.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.skiptrim.storage.Checksum;

/**
 * One piece of work, a pure function of its components: its settings and the steps whose results it
 * needs. Equal steps are the same step, whichever experiment they belong to, and have one run
 * directory.
 *
 * @param <R> the figures it ends with
 */
public sealed interface Step<R extends Figures>
    permits NetworkStep, Quantize, Simulate, Synthesize {

  /** What is done: {@code train}, {@code remove-skips} … */
  @JsonProperty
  String kind();

  /** Of the step's code: raised when the same settings would come to another result. */
  @JsonProperty
  int version();

  /** What it is done to, for people: {@code ResNet8 skipper, seed 1}. */
  String subject();

  /** The steps that must be done before. */
  List<Step<?>> inputs();

  /** The class of its result. */
  Class<R> figuresType();

  /** Does the work; what it makes besides the figures are files in the workspace's directory. */
  R run(Workspace workspace) throws IOException, InterruptedException;

  /** The step with all that it depends on, as JSON. */
  default String recipe() {
    return Json.line(this);
  }

  /** The name of its run directory: the same for the same work, and for no other. */
  default String id() {
    String readable = (kind() + " " + subject()).toLowerCase(Locale.ROOT);
    String slug = readable.replaceAll("[^a-z0-9.]+", "-").replaceAll("-$", "");
    String hash = Checksum.sha256(recipe().getBytes(StandardCharsets.UTF_8));
    return slug + "-" + hash.substring(0, 12);
  }
}
