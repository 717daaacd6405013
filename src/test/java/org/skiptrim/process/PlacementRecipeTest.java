package org.skiptrim.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacementRecipeTest {
  @TempDir Path folder;

  @Test
  void version_ofEachTool_isGoodEnoughAndFetched() {
    for (Tool tool : Tool.forPlacement()) {
      ToolVersion version = PlacementRecipe.version(tool);
      assertTrue(version.compareTo(tool.minimum()) >= 0, tool + " " + version);
      String wanted = tool.aptPackage() + "=" + version + "-*";
      assertTrue(PlacementRecipe.packages().contains(wanted), wanted);
    }
  }

  /** A program in which a path is replaced keeps its length. */
  @Test
  void substitute_isAsLongAsWhatItReplaces() {
    assertEquals(PlacementRecipe.COMPILED_IN.length(), PlacementRecipe.SUBSTITUTE.length());
  }

  @Test
  void removeAllBut_someGlobs_othersAndEmptyFoldersGo() throws IOException {
    for (String file : List.of("usr/bin/yosys", "usr/bin/ls", "usr/share/doc/a/b", "etc/c")) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), file);
    }
    PlacementFolder.removeAllBut(List.of("usr/bin/yosys", "usr/lib/**"), folder);
    assertTrue(Files.exists(folder.resolve("usr/bin/yosys")));
    assertEquals(List.of("bin"), List.of(folder.resolve("usr").toFile().list()));
    assertEquals(List.of("yosys"), List.of(folder.resolve("usr/bin").toFile().list()));
    assertEquals(List.of("usr"), List.of(folder.toFile().list()));
  }
}
