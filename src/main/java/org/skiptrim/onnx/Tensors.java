package org.skiptrim.onnx;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import onnx.TensorProto;
import onnx.TensorProto.DataLocation;
import org.skiptrim.storage.Float16;

/**
 * Tensors of a file as numbers.
 *
 * @param folder of the file, in which the data of large ones may stand; empty if that is not wanted
 */
record Tensors(Optional<Path> folder) {
  /** Elements of a tensor; more take more memory than a machine has. */
  private static final long MOST = 1L << 28;

  /**
   * Its numbers.
   *
   * @throws OnnxException naming the tensor and what is wrong with it
   */
  Constant constant(TensorProto tensor) throws IOException {
    List<Integer> shape = shape(tensor);
    int size = shape.stream().reduce(1, (a, b) -> a * b);
    IntToDoubleFunction numbers = numbers(tensor, size); // which checks that there are so many
    double[] data = new double[size];
    for (int i = 0; i < size; i++) {
      data[i] = numbers.applyAsDouble(i);
    }
    return new Constant(shape, data);
  }

  private static List<Integer> shape(TensorProto tensor) throws OnnxException {
    List<Integer> shape = new ArrayList<>();
    long size = 1;
    for (long extent : tensor.getDimsList()) {
      if (extent < 0 || extent > MOST || size * extent > MOST) {
        throw wrong(tensor, "has the shape " + tensor.getDimsList());
      }
      size *= extent;
      shape.add((int) extent);
    }
    return shape;
  }

  private IntToDoubleFunction numbers(TensorProto tensor, int size) throws IOException {
    TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getDataType());
    boolean external = tensor.getDataLocation() == DataLocation.EXTERNAL;
    if (external || tensor.hasRawData()) {
      ByteString bytes =
          external ? ExternalData.read(tensor, requireFolder(tensor)) : tensor.getRawData();
      return raw(tensor, type, bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN), size);
    }
    return listed(tensor, type, size);
  }

  private Path requireFolder(TensorProto tensor) throws OnnxException {
    return folder.orElseThrow(
        () -> wrong(tensor, "stands in another file; make one file of both with skiptrim import"));
  }

  private static IntToDoubleFunction raw(
      TensorProto tensor, TensorProto.DataType type, ByteBuffer bytes, int size)
      throws OnnxException {
    int width = width(tensor, type);
    if (bytes.remaining() != (long) size * width) {
      throw wrong(
          tensor, "has %d bytes for %d numbers of %d".formatted(bytes.remaining(), size, width));
    }
    return switch (type) {
      case FLOAT -> i -> bytes.getFloat(4 * i);
      case DOUBLE -> i -> bytes.getDouble(8 * i);
      case FLOAT16 -> i -> Float16.toDouble(bytes.getShort(2 * i));
      case BFLOAT16 -> i -> Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
      case INT64, UINT64 -> i -> bytes.getLong(8 * i);
      case INT32 -> i -> bytes.getInt(4 * i);
      case UINT32 -> i -> Integer.toUnsignedLong(bytes.getInt(4 * i));
      case INT16 -> i -> bytes.getShort(2 * i);
      case UINT16 -> i -> Short.toUnsignedInt(bytes.getShort(2 * i));
      case INT8 -> i -> bytes.get(i);
      default -> i -> Byte.toUnsignedInt(bytes.get(i));
    };
  }

  private static int width(TensorProto tensor, TensorProto.DataType type) throws OnnxException {
    return switch (type == null ? TensorProto.DataType.UNDEFINED : type) {
      case INT8, UINT8, BOOL -> 1;
      case FLOAT16, BFLOAT16, INT16, UINT16 -> 2;
      case FLOAT, INT32, UINT32 -> 4;
      case DOUBLE, INT64, UINT64 -> 8;
      default -> throw wrong(tensor, "has elements of type " + typeName(tensor, type));
    };
  }

  private static String typeName(TensorProto tensor, TensorProto.DataType type) {
    return type == null ? String.valueOf(tensor.getDataType()) : type.toString();
  }

  private static IntToDoubleFunction listed(TensorProto tensor, TensorProto.DataType type, int size)
      throws OnnxException {
    width(tensor, type);
    int count =
        switch (type) {
          case FLOAT -> tensor.getFloatDataCount();
          case DOUBLE -> tensor.getDoubleDataCount();
          case INT64 -> tensor.getInt64DataCount();
          default -> tensor.getInt32DataCount();
        };
    if (count != size) {
      throw wrong(tensor, "has %d numbers instead of %d".formatted(count, size));
    }
    return switch (type) {
      case FLOAT -> tensor::getFloatData;
      case DOUBLE -> tensor::getDoubleData;
      case INT64 -> tensor::getInt64Data;
      case FLOAT16 -> i -> Float16.toDouble((short) tensor.getInt32Data(i));
      case BFLOAT16 -> i -> Float.intBitsToFloat(tensor.getInt32Data(i) << 16);
      default -> tensor::getInt32Data;
    };
  }

  static OnnxException wrong(TensorProto tensor, String what) {
    return new OnnxException("tensor '%s' %s".formatted(tensor.getName(), what));
  }
}
