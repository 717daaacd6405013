package org.skiptrim.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparseTest {
  enum Order {
    FRONT_TO_BACK,
    BACK_TO_FRONT
  }

  record Settings(
      int epochs, double learningRate, Order order, List<Integer> drops, Optional<Integer> images) {
    private static final Settings USUAL =
        new Settings(30, 0.2, Order.FRONT_TO_BACK, List.of(), Optional.empty());

    @JsonValue
    Map<String, Object> said() {
      return Sparse.of(this, USUAL);
    }

    @JsonCreator
    static Settings of(Map<String, Object> said) {
      return Sparse.read(said, USUAL);
    }
  }

  record Holder(Settings settings) {}

  @TempDir Path folder;

  private Settings again(Settings settings) throws IOException {
    Path file = folder.resolve("settings.json");
    Json.write(file, new Holder(settings));
    return Json.read(file, Holder.class).settings();
  }

  @Test
  void line_usual_saysNothing() {
    assertEquals("{\"settings\":{}}", Json.line(new Holder(Settings.USUAL)));
  }

  @Test
  void line_saysWhatDiffers() {
    Settings settings = new Settings(30, 0.1, Order.BACK_TO_FRONT, List.of(), Optional.of(5));
    assertEquals(
        "{\"settings\":{\"images\":5,\"learning_rate\":0.1,\"order\":\"back-to-front\"}}",
        Json.line(new Holder(settings)));
  }

  @Test
  void read_givesBackWhatWasWritten() throws IOException {
    Settings settings = new Settings(3, 1, Order.BACK_TO_FRONT, List.of(80, 120), Optional.of(5));
    assertEquals(settings, again(settings));
    assertEquals(Settings.USUAL, again(Settings.USUAL));
  }

  @Test
  void read_unknown_isAnError() throws IOException {
    Path file = folder.resolve("settings.json");
    Files.writeString(file, "{\"settings\": {\"epoch\": 3}}");
    String message =
        assertThrows(IOException.class, () -> Json.read(file, Holder.class)).getMessage();
    assertTrue(message.contains("Settings has no epoch"), message);
  }
}
