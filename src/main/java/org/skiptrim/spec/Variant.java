package org.skiptrim.spec;

import java.util.Map;
import org.skiptrim.storage.Words;

/** What is done to the skip connections of a network. */
public enum Variant {
  /** It keeps them. */
  RESIDUAL,
  /** They are absorbed into wider convolutions, without any training. */
  ABSORBED,
  /** It never had any: trained from scratch without them. */
  PLAIN,
  /** The same, under the residual network as teacher. */
  PLAIN_DISTILLED,
  /** They are removed one by one under the residual network as teacher. */
  SKIPPER,
  /** They are shortened one by one under a residual network as teacher. */
  TRIMMER,
  /** They are shortened under it as teacher, and then merged into the convolutions' weights. */
  MERGER,
  /** A file's network, whatever it is: it is measured, quantized and built, and not trained. */
  AS_IS;

  /** Those that can be made of any residual network. */
  static Map<String, Variant> made() {
    Map<String, Variant> made = Words.in(Variant.class);
    made.remove(Words.of(AS_IS));
    return made;
  }
}
