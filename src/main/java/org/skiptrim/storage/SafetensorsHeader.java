package org.skiptrim.storage;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the JSON header of a safetensors file consists of. */
final class SafetensorsHeader {
  /** The one entry that is no tensor: an object of strings. */
  static final String METADATA = "__metadata__";

  /** A name that is listed twice would otherwise hide a tensor. */
  static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private SafetensorsHeader() {}

  /** A tensor's entry; the offsets, first byte and end, count from the end of the header. */
  record Entry(DType dtype, List<Integer> shape, @JsonProperty("data_offsets") List<Long> offsets) {
    boolean isComplete() {
      return dtype != null
          && shape != null
          && !shape.contains(null)
          && offsets != null
          && offsets.size() == 2
          && !offsets.contains(null);
    }

    long begin() {
      return offsets.get(0);
    }

    long end() {
      return offsets.get(1);
    }
  }
}
