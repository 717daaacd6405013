package org.skiptrim.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.Folding;
import org.skiptrim.hardware.Memory;
import org.skiptrim.hardware.Styles;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.quantization.RandomQuantizedNetworks.Branch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TopModuleWriterTest {
  @TempDir Path directory;

  private final QuantizedNetwork network = RandomQuantizedNetworks.identitySkip(1, Branch.TWO);

  private RtlDesign write() throws Exception {
    DataflowGraph graph =
        DataflowLowering.lower(network, Folding.forCycles(network, 4000), Styles.FORKED);
    return TopModuleWriter.write(graph, directory);
  }

  @Test
  void read_whatWasWritten_isEqual() throws Exception {
    RtlDesign design = write();
    assertEquals(design, RtlDesign.read(directory));
    RtlDesign copy = design.copyTo(directory.resolve("copy"));
    assertEquals(copy, RtlDesign.read(directory.resolve("copy")));
    for (RtlInstance instance : copy.instances()) {
      for (String memory : instance.memoryFiles()) {
        assertTrue(Files.exists(copy.directory().resolve(memory)), memory);
      }
    }
  }

  /** For whoever reads the file without this program. */
  @Test
  void designJson_eachSkipFifo_withDepthWidthAndBits() throws Exception {
    write();
    JsonNode skips =
        new JsonMapper()
            .readTree(Files.readString(directory.resolve("design.json")))
            .at("/dataflow/skips");
    assertEquals(1, skips.size(), skips.toString());
    JsonNode skip = skips.get(0);
    assertEquals("skip_add_fifo", skip.path("fifo").asString());
    assertEquals(4, skip.path("beat_bits").asInt());
    assertTrue(skip.path("beats").asInt() >= skip.path("minimum_beats").asInt(), skip.toString());
    assertEquals(4 * skip.path("beats").asInt(), skip.path("bits").asInt(), skip.toString());
  }

  @Test
  void traced_everyNodeButTheSums() throws Exception {
    Dataflow dataflow = write().dataflow();
    Set<String> missing =
        network.network().nodes().stream()
            .filter(node -> !dataflow.traced().containsKey(node.name()))
            .map(node -> node.op().getClass().getSimpleName())
            .collect(Collectors.toSet());
    assertEquals(Set.of("Add"), missing);
  }

  @Test
  void digest_isThatOfAllModules() throws Exception {
    assertEquals(LibrarySources.digest(), LibrarySources.digest());
    assertEquals(64, LibrarySources.digest().length());
  }

  @Test
  void write_directory_holdsAllThatTheDesignNames() throws Exception {
    RtlDesign design = write();
    assertEquals("skiptrim_top.sv", design.sources().get(design.sources().size() - 1));
    for (String source : design.sources()) {
      assertTrue(Files.exists(directory.resolve(source)), source);
    }
    for (RtlInstance instance : design.instances()) {
      assertTrue(design.sources().contains(instance.module() + ".sv"), instance.module());
      for (String value : instance.parameters().values()) {
        if (value.startsWith("\"")) {
          Path file = directory.resolve(value.substring(1, value.length() - 1));
          assertTrue(Files.exists(file), file.toString());
        }
      }
    }
  }

  @Test
  void write_partsOfModules_comeBeforeThem() throws Exception {
    List<String> sources = write().sources();
    assertTrue(sources.indexOf("counter.sv") < sources.indexOf("sliding_window.sv"));
    assertFalse(sources.contains("width_converter_tb.sv"));
  }

  @Test
  void write_topModule_namesLayersAndShapes() throws Exception {
    write();
    String text = Files.readString(directory.resolve("skiptrim_top.sv"));
    assertTrue(text.contains("'stem.norm' 4x5x7, 1 unsigned 4-bit value a beat"), text);
    assertTrue(text.contains(") u_skip_add_fifo ("), text);
    assertTrue(text.contains("      .InputSigned(0),"), text);
  }

  @Test
  void memoryImage_words_haveAllDigits() throws Exception {
    Memory memory =
        new Memory("m.mem", 13, () -> List.of(BigInteger.ONE, BigInteger.valueOf(0x1abc)));
    MemoryImage.write(memory, directory);
    assertEquals("0001\n1abc\n", Files.readString(directory.resolve("m.mem")));
  }

  @Test
  void parameters_designsInstance_areThoseOfTheUnit() throws Exception {
    Map<String, String> parameters =
        write().instances().stream()
            .filter(instance -> instance.name().equals("skip_add_fifo"))
            .findFirst()
            .orElseThrow()
            .parameters();
    assertEquals("4", parameters.get("Bits"));
    assertEquals(List.of("Bits", "Depth", "RamStyle"), List.copyOf(parameters.keySet()));
  }
}
