package org.skiptrim.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.device.Device;
import org.skiptrim.process.ToolVersion;
import org.skiptrim.rtl.Dataflow;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.RtlInstance;

class SynthesisJobTest {
  private static final ToolVersion VERSION = new ToolVersion(0, 23, "0.23");
  private static final Device ZYNQ = Device.named("xc7z020");

  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    write("leaf.sv", "module leaf; endmodule");
    write("unit.sv", "module unit #(parameter A = 1, F = \"\"); leaf l (); endmodule");
    write("other.sv", "module other; endmodule");
    write("top.sv", "module top; unit u (); endmodule");
    write("one.mem", "3f\n00\n");
    write("two.mem", "20\n31\n");
    write("long.mem", "20\n31\n31\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private SynthesisJob job(String a, String memory, Device device) throws IOException {
    RtlInstance instance = new RtlInstance("u", "unit", Map.of("A", a, "F", '"' + memory + '"'));
    RtlDesign design = design(List.of(instance));
    return SynthesisJob.ofInstance(design, new ModuleSources(design), instance, device);
  }

  private RtlDesign design(List<RtlInstance> instances) {
    List<String> sources = List.of("leaf.sv", "unit.sv", "other.sv", "top.sv");
    return new RtlDesign(
        directory, "top", sources, instances, new Dataflow(List.of(), Map.of(), List.of(), 0));
  }

  private String key() throws IOException {
    return job("1", "one.mem", ZYNQ).key(VERSION);
  }

  @Test
  void ofInstance_onlyWhatTheModuleNeeds() throws Exception {
    SynthesisJob job = job("5", "one.mem", ZYNQ);
    assertEquals(Set.of("leaf.sv", "unit.sv", "F.mem", "synthesis.ys"), job.files().keySet());
    assertEquals(
        """
        read_verilog -sv -defer leaf.sv unit.sv
        chparam -set A 5 -set F "F.mem" $abstract\\unit
        hierarchy -check -top unit
        read_verilog -lib +/xilinx/cells_sim.v
        synth_xilinx -family xc7 -flatten -noiopad -noclkbuf -run prepare:map_memory
        memory_libmap -lib +/xilinx/lutrams_xc5v.txt
        techmap -map +/xilinx/lutrams_xc5v_map.v
        synth_xilinx -family xc7 -flatten -noiopad -noclkbuf -run map_ffram:
        tee -q -o stat.json stat -json
        """,
        new String(job.files().get("synthesis.ys"), StandardCharsets.UTF_8));
  }

  @Test
  void key_otherMemoryOfSameShape_same() throws Exception {
    assertEquals(key(), job("1", "two.mem", ZYNQ).key(VERSION));
  }

  @Test
  void key_whatMatters_changesIt() throws Exception {
    String key = key();
    assertNotEquals(key, job("2", "one.mem", ZYNQ).key(VERSION), "a parameter");
    assertNotEquals(key, job("1", "long.mem", ZYNQ).key(VERSION), "a memory's shape");
    assertNotEquals(key, job("1", "one.mem", Device.named("kv260")).key(VERSION), "a family");
    ToolVersion newer = new ToolVersion(0, 24, "0.24");
    assertNotEquals(key, job("1", "one.mem", ZYNQ).key(newer), "the version of Yosys");
    write("leaf.sv", "module leaf; wire a; endmodule");
    assertNotEquals(key, key(), "a source");
  }

  @Test
  void key_whatDoesNotMatter_leavesIt() throws Exception {
    String key = key();
    assertEquals(key, job("1", "one.mem", Device.named("xc7a200t")).key(VERSION), "same family");
    write("other.sv", "module other; wire a; endmodule");
    assertEquals(key, key(), "a source that the module does not need");
  }

  @Test
  void ofWhole_everythingWithItsOwnMemory() throws Exception {
    RtlDesign design = design(List.of(new RtlInstance("u", "unit", Map.of("F", "\"one.mem\""))));
    SynthesisJob job = SynthesisJob.ofWhole(design, new ModuleSources(design), ZYNQ);
    assertEquals(
        Set.of("leaf.sv", "unit.sv", "other.sv", "top.sv", "one.mem", "synthesis.ys"),
        job.files().keySet());
    assertEquals("3f\n00\n", new String(job.files().get("one.mem"), StandardCharsets.UTF_8));
    String script = new String(job.files().get("synthesis.ys"), StandardCharsets.UTF_8);
    assertEquals("hierarchy -check -top top", script.lines().toList().get(1));
  }

  @Test
  void ofInstance_moduleWithoutSource_namesIt() {
    RtlInstance instance = new RtlInstance("u", "absent", Map.of());
    RtlDesign design = design(List.of(instance));
    String message =
        assertThrows(
                IOException.class,
                () -> SynthesisJob.ofInstance(design, new ModuleSources(design), instance, ZYNQ))
            .getMessage();
    assertEquals("the design has no source file absent.sv for module absent", message);
  }

  @Test
  void sources_fileMissing_namesIt() throws Exception {
    Files.delete(directory.resolve("leaf.sv"));
    RtlDesign design = design(List.of());
    String message = assertThrows(IOException.class, () -> new ModuleSources(design)).getMessage();
    assertEquals(
        "source file " + directory.resolve("leaf.sv") + " is missing; generate the design anew",
        message);
  }
}
