package org.skiptrim.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a table says under itself: a letter for each reason of a missing cell, and the trials. */
final class Footnotes {

  /** A footnote; {@code mark} is empty when it belongs to the whole table. */
  record Note(String mark, String text) {}

  private final List<String> reasons;
  private final Set<Integer> trials;
  private final List<String> notes;

  Footnotes(Table table) {
    List<Cell> cells = table.rows().stream().flatMap(List::stream).toList();
    this.reasons =
        cells.stream()
            .filter(Cell.Missing.class::isInstance)
            .map(cell -> ((Cell.Missing) cell).reason())
            .distinct()
            .toList();
    this.trials =
        cells.stream()
            .filter(Cell.MeanStd.class::isInstance)
            .map(cell -> ((Cell.MeanStd) cell).trials())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    this.notes = table.notes();
  }

  /** The letter of a missing cell's reason; the same reason has the same letter. */
  Optional<String> mark(Cell cell) {
    return cell instanceof Cell.Missing missing
        ? Optional.of(letters(reasons.indexOf(missing.reason())))
        : Optional.empty();
  }

  /** The cell's text; a mean says its n only where the means of the table differ in it. */
  String shown(Cell cell) {
    return cell instanceof Cell.MeanStd mean && trials.size() > 1
        ? mean.shown() + " (n = " + mean.trials() + ")"
        : cell.shown();
  }

  /** All notes in the order in which they stand under the table. */
  List<Note> all() {
    List<Note> all = new ArrayList<>();
    for (int i = 0; i < reasons.size(); i++) {
      all.add(new Note(letters(i), reasons.get(i)));
    }
    trialsNote().ifPresent(text -> all.add(new Note("", text)));
    notes.forEach(text -> all.add(new Note("", text)));
    return all;
  }

  private Optional<String> trialsNote() {
    if (trials.isEmpty()) {
      return Optional.empty();
    }
    if (trials.size() > 1) {
      return Optional.of("Mean ± sample standard deviation of n trials.");
    }
    int n = trials.iterator().next();
    return Optional.of(
        n == 1 ? "One trial (n = 1)." : "Mean ± sample standard deviation, n = " + n + " trials.");
  }

  /** a, b, … z, aa, ab, … */
  private static String letters(int index) {
    String last = String.valueOf((char) ('a' + index % 26));
    return index < 26 ? last : letters(index / 26 - 1) + last;
  }
}
