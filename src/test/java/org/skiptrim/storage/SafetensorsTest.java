package org.skiptrim.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.storage.Safetensors.Tensor;

class SafetensorsTest {
  @TempDir private Path folder;

  private static Safetensors example() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("z.weight", Tensor.ofFloats(new float[] {1, -2.5f, 3, 4, 5, Float.NaN}, 2, 3));
    tensors.put("step", Tensor.ofLongs(new long[] {Long.MIN_VALUE}));
    tensors.put("a", Tensor.ofDoubles(new double[] {Math.PI}, 1));
    tensors.put("indices", Tensor.ofInts(new int[] {-1, 7}, 2));
    tensors.put("pixels", Tensor.ofBytes(new byte[] {0, -1, 5}, 1, 3));
    tensors.put("empty", Tensor.ofFloats(new float[0], 0, 4));
    return new Safetensors(tensors, Map.of("epoch", "12", "name", "Größe \"1\""));
  }

  @Test
  void read_whatWasWritten_isEqualAndInOrder() throws IOException {
    Path file = folder.resolve("x.safetensors");
    example().write(file);
    Safetensors read = Safetensors.read(file);
    assertEquals(example(), read);
    assertEquals(
        List.of("z.weight", "step", "a", "indices", "pixels", "empty"),
        List.copyOf(read.tensors().keySet()));
    assertArrayEquals(
        new float[] {1, -2.5f, 3, 4, 5, Float.NaN}, read.tensor("z.weight").toFloats());
    assertArrayEquals(new long[] {Long.MIN_VALUE}, read.tensor("step").toLongs());
    assertArrayEquals(new double[] {Math.PI}, read.tensor("a").toDoubles());
    assertArrayEquals(new int[] {-1, 7}, read.tensor("indices").toInts());
    assertArrayEquals(new byte[] {0, -1, 5}, read.tensor("pixels").toBytes());
  }

  @Test
  void write_twice_givesTheSameBytes() throws IOException {
    example().write(folder.resolve("a"));
    Safetensors.read(folder.resolve("a")).write(folder.resolve("b"));
    assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("b")));
  }

  @Test
  void write_layout_isThatOfTheFormat() throws IOException {
    Path file = folder.resolve("x");
    new Safetensors(Map.of("w", Tensor.ofFloats(new float[] {1.5f}, 1)), Map.of()).write(file);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    long header = bytes.getLong();
    assertEquals(0, (8 + header) % 8);
    assertEquals(8 + header + 4, bytes.capacity());
    assertEquals('{', bytes.get());
    assertEquals(1.5f, bytes.getFloat((int) (8 + header)));
  }

  @Test
  void read_foreignFileWithoutChecksum_works() throws IOException {
    Path file =
        foreign(
            "{\"b\":{\"dtype\":\"I32\",\"shape\":[],\"data_offsets\":[4,8]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}   ",
            8);
    assertArrayEquals(new int[] {0}, Safetensors.read(file).tensor("b").toInts());
  }

  @Test
  void read_anyBitFlipped_fails() throws IOException {
    Path file = folder.resolve("x");
    example().write(file);
    byte[] good = Files.readAllBytes(file);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      Files.write(file, bad);
      // A flip in the checksum's own key turns it into somebody's metadata: nothing is lost then.
      try {
        Safetensors read = Safetensors.read(file);
        assertEquals(example().tensors(), read.tensors(), "byte " + at);
        assertEquals(3, read.metadata().size(), "byte " + at);
      } catch (IOException e) {
        assertTrue(e.getMessage().startsWith(file + " cannot be read: "), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      }
    }
  }

  @Test
  void read_cutAnywhere_failsNamingTheFile() throws IOException {
    Path file = folder.resolve("x");
    example().write(file);
    byte[] good = Files.readAllBytes(file);
    for (int length = 0; length < good.length; length++) {
      Files.write(file, Arrays.copyOf(good, length));
      IOException failure = assertThrows(IOException.class, () -> Safetensors.read(file));
      assertTrue(failure.getMessage().startsWith(file + " cannot be read: "));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | takes 8 bytes, not 4",
        "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | negative dimension",
        "{'a':{'dtype':'F8','shape':[4],'data_offsets':[0,4]}} | F8",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | take 8 bytes, but it holds 4",
        "{'a':{'dtype':'U8','shape':[3],'data_offsets':[1,4]}} | should start at 0",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},"
            + "'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | should start at 4",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | should start at 0",
        "{'a':{'dtype':'F32','shape':[1]}} | needs a dtype",
        "{'a':null} | needs a dtype",
        "{'a':{'dtype':'F32','shape':[null],'data_offsets':[0,4]}} | needs a dtype",
        "{'a':{'dtype':'F32','shape':[65536,65536,65536,65536],'data_offsets':[0,4]}} | overflow",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':null} | header is damaged",
        "{'__metadata__':{'k':{}}} | header is damaged",
        "[1] | not a JSON object",
        "{'a': | header is damaged",
      },
      quoteCharacter = '`')
  void read_wrongHeader_saysWhatIsWrong(String header, String expected) throws IOException {
    Path file = foreign(header.replace('\'', '"'), 4);
    IOException failure = assertThrows(IOException.class, () -> Safetensors.read(file));
    assertTrue(failure.getMessage().contains(expected), failure.getMessage());
    assertTrue(failure.getMessage().startsWith(file.toString()), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
  }

  @Test
  void tensor_shapeThatDoesNotFit_isRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Tensor.ofFloats(new float[] {1, 2, 3}, 2, 2));
  }

  @Test
  void tensor_wrongType_isNamed() {
    Tensor tensor = Tensor.ofLongs(new long[] {1}, 1);
    IllegalStateException failure = assertThrows(IllegalStateException.class, tensor::toFloats);
    assertEquals("the tensor is I64, not F32", failure.getMessage());
  }

  @Test
  void tensor_unknownName_isNamed() {
    assertThrows(IllegalArgumentException.class, () -> example().tensor("missing"));
  }

  @Test
  void construct_reservedNames_areRefused() {
    Tensor tensor = Tensor.ofLongs(new long[] {1}, 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Safetensors(Map.of("__metadata__", tensor), Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Safetensors(Map.of(), Map.of("skiptrim.sha256", "")));
  }

  private Path foreign(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + dataBytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json);
    return Files.write(folder.resolve("foreign"), bytes.array());
  }
}
