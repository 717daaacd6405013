package org.skiptrim.experiment;

/** The figures that a step ends with; its files are the larger part of what it makes. */
public interface Figures {
  /** The most important ones, in a few words. */
  String summary();
}
