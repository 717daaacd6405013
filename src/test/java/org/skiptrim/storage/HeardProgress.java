package org.skiptrim.storage;

import java.util.ArrayList;
import java.util.List;

/** Remembers what it heard. */
public final class HeardProgress implements ProgressListener {
  private final List<String> lines = new ArrayList<>();

  @Override
  public void progress(String what, long done, long total, String unit) {
    lines.add(what + " " + done + "/" + total);
  }

  @Override
  public void note(String line) {
    lines.add(line);
  }

  /** All of it, in order. */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
