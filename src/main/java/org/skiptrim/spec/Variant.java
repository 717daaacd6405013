package org.skiptrim.spec;

import java.util.Map;
import java.util.TreeMap;

/** What is done to the network of one depth. */
public enum Variant {
  /** It keeps its skip connections. */
  RESIDUAL("residual"),
  /** It never had any: trained from scratch without them. */
  PLAIN("plain"),
  /** The same, under the residual network as teacher. */
  PLAIN_DISTILLED("plain-distilled"),
  /** Its skip connections are removed one by one under the residual network as teacher. */
  SKIPPER("skipper"),
  /** Its skip connections are shortened one by one under a residual network as teacher. */
  TRIMMER("trimmer");

  private final String word;

  Variant(String word) {
    this.word = word;
  }

  /** As specs and tables call it. */
  public String word() {
    return word;
  }

  /** Whether it has a teacher. */
  public boolean isTaught() {
    return this == PLAIN_DISTILLED || this == SKIPPER || this == TRIMMER;
  }

  static Map<String, Variant> byWord() {
    Map<String, Variant> words = new TreeMap<>();
    for (Variant variant : values()) {
      words.put(variant.word, variant);
    }
    return words;
  }
}
