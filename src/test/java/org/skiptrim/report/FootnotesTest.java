package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skiptrim.report.Footnotes.Note;

class FootnotesTest {

  @Test
  void mark_goesOnAfterZ() {
    Table table = Table.of("t", Column.number("x"));
    for (int i = 0; i < 28; i++) {
      table = table.row(Cell.missing("reason " + i));
    }
    Footnotes footnotes = new Footnotes(table);
    assertEquals(Optional.of("z"), footnotes.mark(Cell.missing("reason 25")));
    assertEquals(Optional.of("aa"), footnotes.mark(Cell.missing("reason 26")));
    assertEquals(Optional.of("ab"), footnotes.mark(Cell.missing("reason 27")));
  }

  @Test
  void mark_ofAFigure() {
    Table table = Table.of("t", Column.number("x")).row(Cell.number(1));
    assertEquals(Optional.empty(), new Footnotes(table).mark(Cell.number(1)));
  }

  @Test
  void all_reasonsThenTrialsThenNotes() {
    Table table =
        Table.of("t", Column.number("x"))
            .note("last")
            .row(Cell.meanStd(new double[] {1}, 0))
            .row(Cell.missing("first"));
    assertEquals(
        List.of(new Note("a", "first"), new Note("", "One trial (n = 1)."), new Note("", "last")),
        new Footnotes(table).all());
  }

  @Test
  void all_plainTableHasNone() {
    assertEquals(List.of(), new Footnotes(Table.of("t", Column.text("x"))).all());
  }
}
