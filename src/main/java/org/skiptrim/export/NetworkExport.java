package org.skiptrim.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onnx.ModelProto;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.storage.AtomicFiles;

/** Writes networks for other programs. */
public final class NetworkExport {
  private final StoredNetwork source;
  private final Path file;

  private NetworkExport(StoredNetwork source, Path file) {
    this.source = source;
    this.file = file;
  }

  /**
   * Writes a network, whole or not at all.
   *
   * @param source of the kind that the format takes
   * @return what its readers should know, a line each
   * @throws ExportException naming every node that the format cannot say
   */
  public static List<String> write(StoredNetwork source, ExportFormat format, Path file)
      throws IOException {
    NetworkExport export = new NetworkExport(source, file);
    return switch (format) {
      case ONNX -> export.onnx();
      case QCDQ -> export.qcdq();
      case QONNX -> export.qonnx();
      case SAFETENSORS -> export.safetensors();
      case PYTORCH -> PyTorchExport.write(export.real(), source.remarks(), file);
    };
  }

  /** The files that are written: the one that is named, and what belongs to it. */
  public static List<Path> files(ExportFormat format, Path file) {
    return format == ExportFormat.PYTORCH
        ? List.of(file, PyTorchExport.module(file))
        : List.of(file);
  }

  private TrainedNetwork real() {
    return source.real().orElseThrow();
  }

  private QuantizedNetwork quantized() {
    return source.quantized().orElseThrow();
  }

  private List<String> onnx() throws IOException {
    String about = "A network of real numbers, " + image(real().network()) + ".";
    write(RealGraph.of(real()).model("", about, source.remarks()));
    return List.of();
  }

  private List<String> qcdq() throws IOException {
    String about =
        "A network on integers, %s; the first node rounds it to %s. logit_integers is exact, logits is that times %s."
            .formatted(
                image(quantized().network()), quantized().inputType(), quantized().logitStep());
    write(QcdqGraph.of(quantized()).model("", about, quantizedRemarks()));
    return List.of();
  }

  private List<String> qonnx() throws IOException {
    QonnxGraph graph = QonnxGraph.of(quantized());
    String about =
        "A quantized network, %s; the first Quant rounds it to %s."
            .formatted(image(quantized().network()), quantized().inputType());
    write(graph.draft().model(QonnxGraph.DOMAIN, about, quantizedRemarks()));
    return graph.notes();
  }

  private List<String> safetensors() throws IOException {
    if (source.quantized().isPresent()) {
      QuantizedNetworkFile.write(quantized(), source.remarks(), file);
    } else {
      NetworkFile.write(real(), source.remarks(), file);
    }
    return List.of();
  }

  private void write(ModelProto model) throws IOException {
    AtomicFiles.write(file, model::writeTo);
  }

  private Map<String, String> quantizedRemarks() {
    Map<String, String> remarks = new LinkedHashMap<>(source.remarks());
    remarks.put("input_type", quantized().inputType().toString());
    remarks.put("logit_step", Double.toString(quantized().logitStep()));
    return remarks;
  }

  private String image(Network<?> network) {
    return imageText(network.shape(network.input().name()), source.remarks());
  }

  /** What comes in, as far as the network's file says it. */
  static String imageText(Shape shape, Map<String, String> remarks) {
    String normalization = remarks.get(NetworkFile.NORMALIZATION);
    if (normalization != null && !normalization.matches("[\\w., -]+")) {
      normalization = null; // what stands in code has to be what it is taken for
    }
    return "its input batch × %s × %s × %s (channels, height, width), float32: "
            .formatted(shape.channels(), shape.height(), shape.width())
        + (normalization == null
            ? "how the pixels are normalized its file does not say"
            : "(pixel − mean) / std of pixels 0 to 255, with %s".formatted(normalization));
  }
}
