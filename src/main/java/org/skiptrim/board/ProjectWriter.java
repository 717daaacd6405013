package org.skiptrim.board;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.device.Utilization;
import org.skiptrim.network.Shape;
import org.skiptrim.rtl.Dataflow;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.Json;

/**
 * Puts a design with AXI4-Streams into a folder for Vivado and LiteX, with the scripts that these
 * need; and reads back what Vivado says that it takes.
 */
public final class ProjectWriter {
  private static final String SUMMARY = "project.json";
  private static final String REPORT = "utilization.rpt";

  private ProjectWriter() {}

  /** What is known of a project: its device in full, and what the network was estimated to take. */
  public record Project(String part, String device, Utilization estimate) {}

  /**
   * Writes the scripts beside a design.
   *
   * @param title of the network
   * @param part the device's name in full, package and speed grade included, as Vivado has it
   * @param axis the design, in the folder {@code rtl} of the project
   */
  public static void write(String title, String part, AxisDesign.Written axis, Path directory)
      throws IOException {
    Map<String, String> words = new LinkedHashMap<>(Map.of("part", part, "title", title));
    words.put("device", part);
    words.put("summary", axis.summary());
    words.putAll(sizes(axis.rtl().dataflow()));
    copy("synthesize.tcl", words, directory);
    copy("skiptrim_accelerator.v", words, directory);
    copy("skiptrim_litex.py", words, directory);
    copy("README.md", words, directory);
    Optional<ZynqProcessor> processor = ZynqProcessor.of(part);
    if (processor.isPresent()) {
      words.putAll(processor.get().words());
      copy("system.tcl", words, directory);
    }
    Json.write(
        directory.resolve(SUMMARY), new Project(part, axis.device().name(), axis.estimate()));
  }

  private static Map<String, String> sizes(Dataflow dataflow) {
    Shape image = dataflow.image();
    int classes = dataflow.classes();
    int bytes = (dataflow.output().type().bits() + 7) / 8;
    return Map.of(
        "bytes", String.valueOf(image.size()),
        "classes", String.valueOf(classes),
        "logit_bytes", String.valueOf(bytes),
        "result", String.valueOf(1 + classes * bytes));
  }

  private static void copy(String name, Map<String, String> words, Path directory)
      throws IOException {
    try (InputStream in = ProjectWriter.class.getResourceAsStream("project/" + name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> word : words.entrySet()) {
        text = text.replace("@" + word.getKey() + "@", word.getValue());
      }
      AtomicFiles.write(directory.resolve(name), text);
    }
  }

  /** The project in a folder. */
  public static Project read(Path directory) throws IOException {
    return Json.read(directory.resolve(SUMMARY), Project.class);
  }

  /** What Vivado says that a project's design takes, once it has run. */
  public static Utilization utilization(Path directory) throws IOException {
    return VivadoReport.read(directory.resolve(REPORT));
  }
}
