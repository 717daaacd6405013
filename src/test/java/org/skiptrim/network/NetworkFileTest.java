package org.skiptrim.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.storage.Safetensors;
import org.skiptrim.storage.Safetensors.Tensor;

class NetworkFileTest {
  @TempDir Path folder;

  @Test
  void read_whatWasWritten() throws IOException {
    Network<RealOp> network = ResNets.resNet(8, new Shape(3, 8, 8), 10);
    TrainedNetwork trained = new TrainedNetwork(network, Initialization.of(network, 7));
    Path file = folder.resolve("network.safetensors");
    NetworkFile.write(trained, file);
    assertEquals(trained, NetworkFile.read(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'name':'x','op':{'op':'Input','shape':null},'inputs':[]}]",
        "[{'name':'x','op':null,'inputs':[]}]",
        "[{'name':null,'op':{'op':'Add'},'inputs':[]}]",
        "[{'name':'x','op':{'op':'Add'},'inputs':null}]",
        "[{'name':'x','op':{'op':'Input','shape':{'channels':1,'height':1,'width':1}},'inputs':[]},"
            + "{'name':'y','op':{'op':'Dense','outputs':2,'weights':null},'inputs':['x']}]"
      })
  void integer_graphThatLacksSomething_saysWhat(String graph) {
    Exception error =
        assertThrows(IOException.class, () -> GraphJson.integer(graph.replace('\'', '"')));
    assertTrue(error.getMessage().contains("is missing"), error.getMessage());
  }

  /** The engine would shift by what is left of it modulo 64. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 62})
  void integer_shiftBeyond64Bits_isRefused(int shift) {
    String graph =
        """
        [{"name":"y","op":{"op":"Requantize","shift":%d,"relu":true,"type":"ap_fixed<8,3>"},"inputs":["x"]}]"""
            .formatted(shift);
    Exception error = assertThrows(IOException.class, () -> GraphJson.integer(graph));
    assertTrue(
        error.getMessage().contains("shifts by 0 to 61 bits, not by " + shift), error.getMessage());
  }

  @Test
  void read_tensorsWithoutGraph() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    new Safetensors(Map.of("w", Tensor.ofFloats(new float[] {1}, 1)), Map.of()).write(file);
    Exception error = assertThrows(IOException.class, () -> NetworkFile.read(file));
    assertTrue(error.getMessage().contains("holds tensors but no network"), error.getMessage());
  }
}
