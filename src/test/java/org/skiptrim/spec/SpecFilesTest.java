package org.skiptrim.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecFilesTest {
  @TempDir Path folder;

  private List<String> names(Path... named) throws Exception {
    return SpecFiles.in(List.of(named)).stream().map(p -> p.getFileName().toString()).toList();
  }

  @Test
  void in_folder_ordersByNumberAndLeavesOtherFilesOut() throws Exception {
    for (String name : List.of("table-10.yaml", "table-9.yaml", "table-10-a.yml", "notes.md")) {
      Files.writeString(folder.resolve(name), "");
    }
    assertEquals(List.of("table-9.yaml", "table-10.yaml", "table-10-a.yml"), names(folder));
  }

  @Test
  void in_folderWithoutSpecs_isAnError() {
    SpecException error = assertThrows(SpecException.class, () -> names(folder));
    assertTrue(error.getMessage().endsWith("name a YAML file, or a folder of them"));
  }

  @Test
  void in_twoOfOneName_isAnError() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other")).resolve("a.yaml");
    Files.writeString(other, "");
    Path one = Files.writeString(folder.resolve("a.yaml"), "");
    SpecException error = assertThrows(SpecException.class, () -> names(one, other));
    assertEquals("two experiments are called a.yaml; name one of them alone", error.getMessage());
  }
}
