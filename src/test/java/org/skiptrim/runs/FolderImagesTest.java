package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.Simulate;
import org.skiptrim.experiment.Step;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.NetworkFiles;
import org.skiptrim.spec.SpecText;

/** A folder of images of one's own, gray, whose maps have odd sizes in the second stage: 14, 7. */
class FolderImagesTest {
  private static final String SPEC =
      """
      dataset: {folder: strokes, size: 14x14, colour: gray, test_share: 0.25, mirror: none, shift: 1}
      networks: [small.safetensors]
      variants: [skipper]
      precisions: ["ap_fixed<6,3>"]
      devices: [xc7z020]
      training: {epochs: 3, batch_size: 10}
      quantization: {epochs: 1}
      simulation: {images: 2}
      """;

  @TempDir Path folder;

  @Test
  void images_ofOddMaps_comeToHardware() throws Exception {
    for (int i = 0; i < 12; i++) {
      stroke("level", i, 0);
      stroke("upright", i, 1);
    }
    NetworkFiles.real(
        folder.resolve("small.safetensors"),
        ResNets.resNet(1, new int[] {4, 6}, new Shape(1, 14, 14), 2));
    ExperimentSpec spec = SpecText.read(folder, SPEC);
    assertTrue(spec.dataset().name().startsWith("strokes@"), spec.dataset().name());
    RunStore store = new RunStore(folder.resolve("runs"));
    MadeUpResources resources = new MadeUpResources(true, folder.resolve("cache"));
    List<String> notices = new ArrayList<>();
    ExperimentPlan plan =
        new Preparation(List.of(spec), store).fetch(resources, notices::add).all().get(0);
    assertEquals(List.of(), notices);
    // The steps know their images by what is in them, and no longer need the folder.
    Files.move(folder.resolve("strokes"), folder.resolve("elsewhere"));
    Recording heard = new Recording();
    new ExperimentRunner(store, new SameProcess(resources), heard, OptionalInt.empty()).run(plan);
    assertEquals(List.of(), heard.failures);
    int simulated = 0;
    for (Step<?> step : plan.steps()) {
      if (step instanceof Simulate simulate) {
        assertEquals(2 * 2, store.find(simulate).orElseThrow().logits());
        simulated++;
      }
    }
    assertEquals(1, simulated);
  }

  private void stroke(String name, int number, int down) throws IOException {
    BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 20; i++) {
      image
          .getRaster()
          .setSample(down == 1 ? 4 + number : i, down == 1 ? i : 4 + number, 0, 200 + number);
    }
    Path file = folder.resolve("strokes").resolve(name).resolve(number + ".png");
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }
}
