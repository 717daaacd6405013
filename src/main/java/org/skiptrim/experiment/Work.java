package org.skiptrim.experiment;

import java.util.List;
import org.skiptrim.spec.SourceFile;

/** Steps to be done. */
public interface Work {
  /** All steps, each once and after those that it needs. */
  List<Step<?>> steps();

  /** The files that steps read, each once. */
  List<SourceFile> files();
}
