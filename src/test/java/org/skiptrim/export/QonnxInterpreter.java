package org.skiptrim.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import onnx.AttributeProto;
import onnx.GraphProto;
import onnx.ModelProto;
import onnx.NodeProto;
import onnx.TensorProto;
import onnx.TensorProto.DataType;

/**
 * Executes a QONNX file on one image, from the definitions of its operators: the standard's, and
 * Quant's (qonnx: docs/qonnx-custom-ops/intquant_v1.md), each as plainly as it can be written.
 *
 * @param graph of the file
 * @param single whether each result is rounded to float32, as programs have it that execute QONNX;
 *     sums within a convolution are not
 */
record QonnxInterpreter(GraphProto graph, boolean single) {

  /** A tensor, row by row. */
  record Tensor(double[] data, int... extents) {
    private int extent(int axis) {
      return extents[axis];
    }

    private Tensor map(DoubleUnaryOperator function) {
      return new Tensor(Arrays.stream(data).map(function).toArray(), extents);
    }
  }

  static QonnxInterpreter of(Path file, boolean single) throws IOException {
    return new QonnxInterpreter(ModelProto.parseFrom(Files.readAllBytes(file)).getGraph(), single);
  }

  double[] logits(double[] image, int channels, int height, int width) {
    Map<String, Tensor> values = new HashMap<>();
    graph.getInitializerList().forEach(t -> values.put(t.getName(), tensor(t)));
    values.put(graph.getInput(0).getName(), new Tensor(image, 1, channels, height, width));
    for (NodeProto node : graph.getNodeList()) {
      List<Tensor> inputs = node.getInputList().stream().map(values::get).toList();
      Tensor exact = result(node, inputs);
      values.put(node.getOutput(0), single ? exact.map(value -> (float) value) : exact);
    }
    return values.get(graph.getOutput(0).getName()).data();
  }

  private static Tensor tensor(TensorProto proto) {
    int[] extents = proto.getDimsList().stream().mapToInt(Long::intValue).toArray();
    int size = Arrays.stream(extents).reduce(1, (a, b) -> a * b);
    ByteBuffer raw = proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    boolean floats = proto.getDataType() == DataType.FLOAT.getNumber();
    double[] data = new double[size];
    for (int i = 0; i < size; i++) {
      data[i] = floats ? raw.getFloat() : raw.getLong();
    }
    return new Tensor(data, extents);
  }

  private static Tensor result(NodeProto node, List<Tensor> in) {
    String operator = node.getDomain().isEmpty() ? node.getOpType() : node.getDomain();
    return switch (operator) {
      case QonnxGraph.DOMAIN -> quant(node, in);
      case "Conv" -> convolution(node, in.get(0), in.get(1));
      case "BatchNormalization" -> batchNorm(node, in);
      case "Relu" -> in.get(0).map(x -> Math.max(x, 0));
      case "Add" -> broadcast(in.get(0), in.get(1), Double::sum);
      case "Mul" -> broadcast(in.get(0), in.get(1), (a, b) -> a * b);
      case "GlobalAveragePool" -> mean(in.get(0));
      case "MaxPool" -> pool(node, in.get(0), values -> values.max().orElseThrow());
      case "AveragePool" -> pool(node, in.get(0), values -> values.average().orElseThrow());
      case "Flatten" -> new Tensor(in.get(0).data(), 1, in.get(0).data().length);
      case "MatMul" -> product(in.get(0), in.get(1));
      case "Slice" -> everyPixel(in.get(0), (int) in.get(4).data()[0]);
      case "Pad" -> padded(in.get(0), in.get(1).data());
      default -> throw new IllegalArgumentException("no operator of a QONNX file: " + operator);
    };
  }

  /** x / scale + zero point, into the range, rounded; then back. */
  private static Tensor quant(NodeProto node, List<Tensor> in) {
    if (!node.getOpType().equals("Quant")) {
      throw new IllegalArgumentException("no operator of QONNX: " + node.getOpType());
    }
    double scale = in.get(1).data()[0];
    double zero = in.get(2).data()[0];
    double bits = in.get(3).data()[0];
    boolean signed = attribute(node, "signed").getI() == 1;
    boolean narrow = attribute(node, "narrow").getI() == 1;
    double most = signed ? Math.pow(2, bits - 1) - 1 : Math.pow(2, bits) - (narrow ? 2 : 1);
    double least = signed ? -Math.pow(2, bits - 1) + (narrow ? 1 : 0) : 0;
    DoubleUnaryOperator rounding = rounding(attribute(node, "rounding_mode").getS().toStringUtf8());
    return in.get(0)
        .map(
            x -> {
              double steps = Math.max(least, Math.min(most, x / scale + zero));
              return (rounding.applyAsDouble(steps) - zero) * scale;
            });
  }

  /** The table of the definition: all of its modes, of which an export uses two. */
  static DoubleUnaryOperator rounding(String mode) {
    return switch (mode.toUpperCase(Locale.ROOT)) {
      case "ROUND", "HALF_EVEN" -> Math::rint;
      case "CEIL" -> Math::ceil;
      case "FLOOR" -> Math::floor;
      case "UP" -> x -> Math.signum(x) * Math.ceil(Math.abs(x));
      case "DOWN", "ROUND_TO_ZERO" -> x -> Math.signum(x) * Math.floor(Math.abs(x));
      case "HALF_UP" -> x -> Math.signum(x) * Math.floor(Math.abs(x) + 0.5);
      case "HALF_DOWN" -> x -> Math.signum(x) * Math.ceil(Math.abs(x) - 0.5);
      default -> throw new IllegalArgumentException("no rounding mode of QONNX: " + mode);
    };
  }

  private static AttributeProto attribute(NodeProto node, String name) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(node.getName() + " has no " + name));
  }

  private static Tensor convolution(NodeProto node, Tensor x, Tensor weight) {
    int stride = (int) attribute(node, "strides").getInts(0);
    int padding = (int) attribute(node, "pads").getInts(0);
    int height = windows(node, x.extent(2));
    int width = windows(node, x.extent(3));
    double[] sums = new double[weight.extent(0) * height * width];
    for (int i = 0; i < sums.length; i++) {
      int output = i / (height * width);
      int row = i / width % height * stride - padding;
      int column = i % width * stride - padding;
      sums[i] = window(x, weight, output, row, column);
    }
    return new Tensor(sums, 1, weight.extent(0), height, width);
  }

  /** How many there are along an extent; opposite sides can be padded differently. */
  private static int windows(NodeProto node, int extent) {
    long padding = attribute(node, "pads").getInts(0) + attribute(node, "pads").getInts(2);
    long kernel = attribute(node, "kernel_shape").getInts(0);
    return (int) ((extent + padding - kernel) / attribute(node, "strides").getInts(0) + 1);
  }

  /** Over what each window sees of the map. */
  private static Tensor pool(NodeProto node, Tensor x, ToDoubleFunction<DoubleStream> joined) {
    int kernel = (int) attribute(node, "kernel_shape").getInts(0);
    int stride = (int) attribute(node, "strides").getInts(0);
    int padding = (int) attribute(node, "pads").getInts(0);
    int height = windows(node, x.extent(2));
    int width = windows(node, x.extent(3));
    double[] results = new double[x.extent(1) * height * width];
    for (int i = 0; i < results.length; i++) {
      int channel = i / (height * width);
      int top = i / width % height * stride - padding;
      int left = i % width * stride - padding;
      results[i] =
          joined.applyAsDouble(
              IntStream.range(0, kernel * kernel)
                  .filter(
                      t ->
                          isIn(top + t / kernel, x.extent(2))
                              && isIn(left + t % kernel, x.extent(3)))
                  .mapToDouble(
                      t ->
                          x.data()[
                              (channel * x.extent(2) + top + t / kernel) * x.extent(3)
                                  + left
                                  + t % kernel]));
    }
    return new Tensor(results, 1, x.extent(1), height, width);
  }

  private static boolean isIn(int index, int extent) {
    return index >= 0 && index < extent;
  }

  private static double window(Tensor x, Tensor weight, int output, int row, int column) {
    int kernel = weight.extent(2);
    int channels = weight.extent(1);
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      for (int ky = Math.max(0, -row); ky < Math.min(kernel, x.extent(2) - row); ky++) {
        int from = (c * x.extent(2) + row + ky) * x.extent(3) + column;
        int w = ((output * channels + c) * kernel + ky) * kernel;
        for (int kx = Math.max(0, -column); kx < Math.min(kernel, x.extent(3) - column); kx++) {
          sum += weight.data()[w + kx] * x.data()[from + kx];
        }
      }
    }
    return sum;
  }

  private static Tensor batchNorm(NodeProto node, List<Tensor> in) {
    Tensor x = in.get(0);
    double epsilon = attribute(node, "epsilon").getF();
    int pixels = x.extent(2) * x.extent(3);
    double[] normed = new double[x.data().length];
    for (int i = 0; i < normed.length; i++) {
      int c = i / pixels;
      double centred = x.data()[i] - in.get(3).data()[c];
      double deviation = Math.sqrt(in.get(4).data()[c] + epsilon);
      normed[i] = centred / deviation * in.get(1).data()[c] + in.get(2).data()[c];
    }
    return new Tensor(normed, x.extents());
  }

  /** Of as many values, or with one. */
  private static Tensor broadcast(Tensor a, Tensor b, DoubleBinaryOperator operator) {
    double[] result = new double[a.data().length];
    for (int i = 0; i < result.length; i++) {
      result[i] = operator.applyAsDouble(a.data()[i], b.data()[i % b.data().length]);
    }
    if (b.data().length != 1 && b.data().length != result.length) {
      throw new IllegalArgumentException("shapes that no export adds");
    }
    return new Tensor(result, a.extents());
  }

  private static Tensor mean(Tensor x) {
    int pixels = x.extent(2) * x.extent(3);
    double[] means = new double[x.extent(1)];
    for (int i = 0; i < x.data().length; i++) {
      means[i / pixels] += x.data()[i];
    }
    return new Tensor(
        Arrays.stream(means).map(sum -> sum / pixels).toArray(), 1, means.length, 1, 1);
  }

  private static Tensor product(Tensor x, Tensor weight) {
    int outputs = weight.extent(1);
    double[] sums = new double[outputs];
    for (int i = 0; i < weight.data().length; i++) {
      sums[i % outputs] += x.data()[i / outputs] * weight.data()[i];
    }
    return new Tensor(sums, 1, outputs);
  }

  private static Tensor everyPixel(Tensor x, int step) {
    int height = (x.extent(2) + step - 1) / step;
    int width = (x.extent(3) + step - 1) / step;
    double[] kept = new double[x.extent(1) * height * width];
    for (int i = 0; i < kept.length; i++) {
      int row = i / width % height * step;
      kept[i] =
          x.data()[(i / (height * width) * x.extent(2) + row) * x.extent(3) + i % width * step];
    }
    return new Tensor(kept, 1, x.extent(1), height, width);
  }

  private static Tensor padded(Tensor x, double[] pads) {
    int pixels = x.extent(2) * x.extent(3);
    int channels = x.extent(1) + (int) (pads[1] + pads[5]);
    double[] wide = new double[channels * pixels];
    System.arraycopy(x.data(), 0, wide, (int) (pads[1] * pixels), x.data().length);
    return new Tensor(wide, 1, channels, x.extent(2), x.extent(3));
  }
}
