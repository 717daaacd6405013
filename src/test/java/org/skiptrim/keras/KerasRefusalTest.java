package org.skiptrim.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.storage.DamagedArchive;

/** What cannot be taken over, or is not what Keras writes, is named. */
class KerasRefusalTest {
  @TempDir Path folder;

  private static String message(Path file) {
    String message = assertThrows(KerasException.class, () -> KerasNetwork.read(file)).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    return message;
  }

  private void assertSaid(String words, String from, String to) throws Exception {
    String message = message(KerasFiles.withConfig(folder.resolve("x.keras"), from, to));
    assertTrue(message.contains(words), message);
  }

  @Test
  void read_entriesBeyondTheEnd_areSaid() throws Exception {
    Path file =
        DamagedArchive.withEntriesAtItsEnd(
            KerasFiles.named("keras3-model.keras"), folder.resolve("x.keras"));
    assertTrue(message(file).contains("its archive is damaged or cut short"), message(file));
  }

  /** All others hang on it, and are no problems of their own. */
  @Test
  void read_firstLayerUnsupported_isNamedAlone() {
    String message = message(KerasFiles.named("unsupported.keras"));
    assertTrue(message.contains("Conv2D 'conv2d': it has 2 groups; one is supported"), message);
    assertEquals(2, message.lines().count(), message);
  }

  @Test
  void read_unsupportedLayers_areNamedAtOnce() throws Exception {
    Map<String, byte[]> entries = KerasFiles.entries(KerasFiles.named("unsupported.keras"));
    String config = new String(entries.get("config.json"), StandardCharsets.UTF_8);
    entries.put(
        "config.json",
        config.replace("\"groups\": 2", "\"groups\": 1").getBytes(StandardCharsets.UTF_8));
    String message = message(KerasFiles.archive(folder.resolve("x.keras"), entries, false));
    assertTrue(
        message.contains("Lambda 'lambda': this layer is not supported (it holds Python code"),
        message);
    assertTrue(message.contains("UpSampling2D 'up': this layer is not supported"), message);
    assertTrue(message.contains("Conv2D 'conv2d_1': its activation is swish"), message);
    assertEquals(4, message.lines().count(), message);
  }

  @Test
  void read_otherConfigurations_areRefusedInWords() throws Exception {
    assertSaid(
        "its model is of class 'Mine'",
        "{\"class_name\": \"Functional\"",
        "{\"class_name\": \"Mine\"");
    assertSaid("its data_format is channels_first", "\"channels_last\"", "\"channels_first\"");
    assertSaid(
        "its images are of shape [null,null,8,3]",
        "\"batch_shape\": [null, 8, 8, 3]",
        "\"batch_shape\": [null, null, 8, 3]");
    assertSaid(
        "its kernel has shape [3, 3, 3, 4] in the file; 3×3 and 5 filters",
        "\"filters\": 4",
        "\"filters\": 5");
    assertSaid("its activation is relu6", "\"activation\": \"relu\"", "\"activation\": \"relu6\"");
    assertSaid(
        "its dilation_rate is 2×2", "\"dilation_rate\": [1, 1]", "\"dilation_rate\": [2, 2]");
    assertSaid("it normalizes along axis 1", "\"axis\": -1", "\"axis\": 1");
    assertSaid(
        "it has 4 arrays in the file where it needs 3", "\"scale\": true", "\"scale\": false");
    assertSaid("its strides are", "\"strides\": [2, 2]", "\"strides\": [2, 1]");
  }

  @Test
  void read_graphsThatAreNone_areRefusedInWords() throws Exception {
    assertSaid(
        "reads a layer that is missing, or itself",
        "\"keras_history\": [\"conv2d\"",
        "\"keras_history\": [\"add\"");
    assertSaid("two of its layers are named 'conv2d'", "\"conv2d_1\"", "\"conv2d\"");
    assertSaid(
        "its output 'nothing' is no layer",
        "\"output_layers\": [\"dense\"",
        "\"output_layers\": [\"nothing\"");
    assertSaid("it has 0 outputs", "\"output_layers\": [\"dense\", 0, 0]", "\"output_layers\": []");
    assertSaid("its configuration is no JSON", "{\"class_name\": \"Functional\"", "{");
  }

  /** Weights are counted by class: one layer more or less would shift them all. */
  @Test
  void read_otherNumberOfLayers_isRefused() throws Exception {
    assertSaid(
        "it has weights of 7 BatchNormalization layers where its configuration has 0",
        "\"BatchNormalization\"",
        "\"Activation\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "theano.h5        | Theano wrote it",
        "chunked.h5       | is stored in parts",
        "integers.h5      | does not hold real numbers",
        "soft-link.h5     | is a link",
        "external-link.h5 | is a link",
        "cycle.h5         | is a link",
      })
  void read_whatKerasDoesNotWrite_isRefused(String name, String words) {
    String message = message(KerasFiles.named(name));
    assertTrue(message.contains(words), message);
  }

  @Test
  void read_compressedArchive_saysHowToUnpackIt() throws Exception {
    Map<String, byte[]> entries = KerasFiles.entries(KerasFiles.named("keras3-model.keras"));
    String message = message(KerasFiles.archive(folder.resolve("x.keras"), entries, true));
    assertTrue(message.contains("config.json is compressed"), message);
  }

  @Test
  void read_archiveWithoutWeights_isRefused() throws Exception {
    Map<String, byte[]> entries = KerasFiles.entries(KerasFiles.named("keras3-model.keras"));
    entries.remove("model.weights.h5");
    String message = message(KerasFiles.archive(folder.resolve("x.keras"), entries, false));
    assertTrue(message.contains("its archive has no model.weights.h5"), message);
  }

  /** A branch of the index of names that has itself as its twig. */
  @Test
  void read_indexThatContainsItself_isRefused() throws Exception {
    byte[] bytes = Files.readAllBytes(KerasFiles.named("keras2-model.h5"));
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] signature = "TREE".getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at + 40 < bytes.length; at++) {
      if (Arrays.equals(Arrays.copyOfRange(bytes, at, at + 4), signature)) {
        file.put(at + 5, (byte) 1); // its level
        file.putLong(at + 32, at); // its first child, behind two siblings and a key
      }
    }
    Path changed = Files.write(folder.resolve("x.h5"), bytes);
    String message = message(changed);
    assertTrue(message.contains("what is in it contains itself"), message);
  }

  @Test
  void read_noKerasFile_saysSo() {
    String message = message(KerasFiles.named("make_networks.py"));
    assertTrue(message.contains("it is no Keras file"), message);
  }
}
