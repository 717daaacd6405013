package org.skiptrim.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTest {
  private record Part(String name) {}

  @TempDir Path folder;

  private List<String> members(String json, String... path) throws IOException {
    Path file = folder.resolve("large.json");
    Files.writeString(file, json);
    List<String> found = new ArrayList<>();
    Json.members(file, List.of(path), Part.class, (key, part) -> found.add(key + part.name));
    return found;
  }

  @Test
  void members_ofAnObjectDeepInAFile_areShownInOrder() throws Exception {
    String json =
        """
        {"notes": {"parts": {"x": 1}}, "modules": {"top": {"size": [1, 2],
         "parts": {"b": {"name": "B", "more": [{}]}, "a": {"name": "A"}}, "rest": {}}}}
        """;
    assertEquals(List.of("bB", "aA"), members(json, "modules", Json.FIRST, "parts"));
    String message =
        assertThrows(IOException.class, () -> members(json, "modules", "top", "cells"))
            .getMessage();
    assertTrue(message.contains("large.json has no cells where it should"), message);
  }

  @Test
  void members_ofAFileThatIsCutOff_areAnErrorThatNamesIt() {
    String message =
        assertThrows(IOException.class, () -> members("{\"parts\": {\"a\": {\"na", "parts"))
            .getMessage();
    assertTrue(message.contains("large.json cannot be read"), message);
  }
}
