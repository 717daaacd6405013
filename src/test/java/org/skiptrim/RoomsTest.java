package org.skiptrim;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the code against the table of rooms in ARCHITECTURE.md. */
class RoomsTest {
  private static final String ROOT = "org.skiptrim.";
  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\|.*\\| ([^|]*) \\|");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.skiptrim");

  @Test
  void imports_ofEveryRoom_areThoseOfTheTable() throws IOException {
    rooms()
        .forEach(
            (room, imports) -> {
              ArchRule rule =
                  classes()
                      .that()
                      .resideInAPackage(ROOT + room)
                      .should()
                      .onlyDependOnClassesThat(outsideOr(room, imports))
                      .because("ARCHITECTURE.md lets " + room + " import only " + imports);
              rule.allowEmptyShould(true).check(CLASSES);
            });
  }

  private static DescribedPredicate<JavaClass> outsideOr(String room, List<String> imports) {
    return DescribedPredicate.describe(
        "are outside the project or in " + room + " or " + imports,
        type -> {
          String name = type.getBaseComponentType().getPackageName();
          return !name.startsWith(ROOT)
              || name.equals(ROOT + room)
              || imports.contains(name.substring(ROOT.length()));
        });
  }

  @Test
  void rooms_haveNoCycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void table_namesEveryRoomThatIsThere() throws IOException {
    Set<String> there = new TreeSet<>();
    CLASSES.forEach(type -> there.add(type.getPackageName().substring(ROOT.length())));
    assertEquals(new TreeSet<>(rooms().keySet()), there);
  }

  @Test
  void everyRoom_saysWhatItIsFor() throws IOException {
    for (String room : rooms().keySet()) {
      Path info = Path.of("src/main/java/org/skiptrim", room, "package-info.java");
      assertTrue(Files.readString(info).contains("/**"), () -> info + " has no Javadoc");
    }
  }

  private static Map<String, List<String>> rooms() throws IOException {
    Map<String, List<String>> rooms = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("ARCHITECTURE.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rooms.put(row.group(1), Arrays.asList(row.group(2).strip().split(",\\s*")));
      }
    }
    assertTrue(rooms.size() > 10, "the table of rooms was not found");
    return rooms;
  }
}
