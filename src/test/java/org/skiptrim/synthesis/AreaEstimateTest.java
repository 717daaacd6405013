package org.skiptrim.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.device.Device;
import org.skiptrim.device.Resource;
import org.skiptrim.device.Utilization;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.hardware.AreaModel;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.DesignSpace;
import org.skiptrim.hardware.HardwareStyle;
import org.skiptrim.hardware.MemoryStyles;
import org.skiptrim.hardware.SkipSource;
import org.skiptrim.network.Shape;
import org.skiptrim.process.Tool;
import org.skiptrim.process.Tools;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.TopModuleWriter;
import org.skiptrim.storage.ProgressListener;

/** The estimate without any tool, beside the tool, for a design that it was not fitted on. */
@Execution(CONCURRENT)
class AreaEstimateTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"xc7z020, 8", "lfe5u-85f, 6"})
  void of_smallResNet_nearSynthesis(String name, int bits) throws Exception {
    Device device = Device.named(name);
    QuantizedNetwork network =
        RandomQuantizedNetworks.resNet(
            1, 8, new int[] {4, 8, 16}, new Shape(3, 8, 8), FixedPoint.signed(bits, 2), true);
    HardwareStyle style = new HardwareStyle(new MemoryStyles(device), SkipSource.CHEAPEST);
    DesignSpace space = new DesignSpace(network, style, 1);
    DataflowGraph graph = space.design(space.folding(5_000));
    RtlDesign design = TopModuleWriter.write(graph, folder.resolve("design"));
    Yosys yosys =
        new Yosys(
            Tools.ofThisMachine().require(Tool.YOSYS, said -> {}), folder.resolve("cache"), 2);
    Utilization made =
        yosys
            .synthesize(
                design, device, Utilization.Method.SYNTHESIZED_BY_PARTS, ProgressListener.SILENT)
            .total();
    Utilization estimated = new AreaModel(device).of(graph);
    assertNear(Resource.LUT, made, estimated);
    assertNear(Resource.FF, made, estimated);
    assertEquals(made.used(Resource.BRAM), estimated.used(Resource.BRAM));
    assertEquals(made.dsps(), estimated.dsps());
  }

  private static void assertNear(Resource resource, Utilization made, Utilization estimated) {
    double ratio = estimated.used(resource) / made.used(resource);
    assertTrue(ratio > 0.85 && ratio < 1.15, resource + ": " + made + ", estimated " + estimated);
  }
}
