package org.skiptrim.export;

import org.skiptrim.storage.Words;

/** What a network can be written as. */
public enum ExportFormat {
  /** A network of real numbers in ONNX's operators. */
  ONNX(Takes.REAL, ".onnx"),
  /** A quantized one in ONNX's own operators: ONNX Runtime comes to its integers. */
  QCDQ(Takes.QUANTIZED, ".qcdq.onnx"),
  /** A quantized one with QONNX's {@code Quant} nodes, as hls4ml and FINN read it. */
  QONNX(Takes.QUANTIZED, ".qonnx.onnx"),
  /** Either, as this project stores them: real numbers or integers by node, the graph as JSON. */
  SAFETENSORS(Takes.EITHER, ".export.safetensors"),
  /** A network of real numbers as a state dict, with a Python module that builds its graph. */
  PYTORCH(Takes.REAL, "_pytorch.safetensors");

  /** Which networks a format is for. */
  enum Takes {
    REAL,
    QUANTIZED,
    EITHER
  }

  private final Takes takes;
  private final String ending;

  ExportFormat(Takes takes, String ending) {
    this.takes = takes;
    this.ending = ending;
  }

  Takes takes() {
    return takes;
  }

  /** What files of it are called: this behind the network's name. */
  public String ending() {
    return ending;
  }

  /** The word on the command line: {@code qcdq}. */
  @Override
  public String toString() {
    return Words.of(this);
  }
}
