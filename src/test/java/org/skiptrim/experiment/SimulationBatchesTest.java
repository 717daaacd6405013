package org.skiptrim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.Folding;
import org.skiptrim.hardware.Styles;
import org.skiptrim.network.Shape;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.Tools;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.TopModuleWriter;
import org.skiptrim.simulation.Verilator;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.training.MadeUpImages;

/** Many images through a design, with the real simulator. */
class SimulationBatchesTest {
  private static final int IMAGES = 7;

  private final Dataset dataset = MadeUpImages.of(4, IMAGES, 8);
  private final QuantizedNetwork network =
      RandomQuantizedNetworks.resNet(
          1, 8, new int[] {2, 4, 4}, new Shape(3, 8, 8), FixedPoint.signed(4, 2), true);

  @TempDir Path folder;

  private SimulationBatches batches(InstalledTool verilator) throws Exception {
    RtlDesign design =
        TopModuleWriter.write(
            DataflowLowering.lower(network, Folding.forCycles(network, 4000), Styles.TAPPED),
            folder.resolve("design"));
    return new SimulationBatches(
        folder, 3, design, network, dataset, new Verilator(verilator), ProgressListener.SILENT);
  }

  @Test
  void run_stoppedAfterTwoBatches_doesTheMissingOneOnly() throws Exception {
    InstalledTool verilator = Tools.ofThisMachine().require(Tool.VERILATOR, notice -> {});
    List<SimulationBatch> all = batches(verilator).run(IMAGES, 2);
    assertEquals(List.of(0, 3, 6), all.stream().map(SimulationBatch::first).toList());
    assertEquals(List.of(3, 3, 1), all.stream().map(SimulationBatch::images).toList());
    assertEquals(correct(), all.stream().mapToInt(SimulationBatch::correct).sum());

    InstalledTool gone =
        new InstalledTool(Tool.VERILATOR, folder.resolve("no-verilator"), verilator.version());
    assertEquals(all, batches(gone).run(IMAGES, 2), "nothing is left to do");

    Path second = folder.resolve("batches/from-00003.json");
    Path third = folder.resolve("batches/from-00006.json");
    Files.delete(second);
    Object unchanged = Files.readAttributes(third, "lastModifiedTime,fileKey");
    assertThrows(IOException.class, () -> batches(gone).run(IMAGES, 2));
    assertEquals(all, batches(verilator).run(IMAGES, 1));
    assertEquals(unchanged, Files.readAttributes(third, "lastModifiedTime,fileKey"));
  }

  /** A weight that differs is found in the batch that it is in, and the batch is not kept. */
  @Test
  void run_wrongHardware_namesImageAndLayer() throws Exception {
    InstalledTool verilator = Tools.ofThisMachine().require(Tool.VERILATOR, notice -> {});
    SimulationBatches batches = batches(verilator);
    Path weights = folder.resolve("design/stem_conv_weights.mem");
    Files.writeString(weights, Files.readString(weights).replaceFirst("(?m)^.", "1"));
    String message = assertThrows(IOException.class, () -> batches.run(IMAGES, 2)).getMessage();
    assertTrue(message.contains("'stem.conv'"), message);
    assertTrue(Files.notExists(folder.resolve("batches/from-00000.json")));
  }

  private int correct() {
    IntegerInterpreter interpreter = new IntegerInterpreter(network);
    int correct = 0;
    List<long[]> images = TestImages.from(0, IMAGES, dataset, network.inputType());
    for (int i = 0; i < IMAGES; i++) {
      long[] logits = interpreter.logits(images.get(i));
      int best = 0;
      for (int k = 1; k < logits.length; k++) {
        best = logits[k] > logits[best] ? k : best;
      }
      correct += best == dataset.test().label(i) ? 1 : 0;
    }
    return correct;
  }
}
