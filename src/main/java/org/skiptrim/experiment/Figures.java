package org.skiptrim.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The figures that a step ends with; its files are the larger part of what it makes. Summary and
 * measures are written into its {@code result.json}, so that tables can be made of results whose
 * step has changed since.
 */
public interface Figures {
  /** The most important ones, in a few words. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  String summary();

  /** Those that stand in tables of variants. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  List<Measure> measures();
}
