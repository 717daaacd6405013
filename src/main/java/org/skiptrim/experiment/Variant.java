package org.skiptrim.experiment;

import java.util.Map;

/** What is done to the network of one depth. */
public enum Variant {
  /** It keeps its skip connections. */
  RESIDUAL("residual"),
  /** Its skip connections are removed under the residual network as teacher. */
  SKIPPER("skipper");

  private final String word;

  Variant(String word) {
    this.word = word;
  }

  /** As specs and tables call it. */
  public String word() {
    return word;
  }

  static Map<String, Variant> byWord() {
    return Map.of(RESIDUAL.word, RESIDUAL, SKIPPER.word, SKIPPER);
  }
}
