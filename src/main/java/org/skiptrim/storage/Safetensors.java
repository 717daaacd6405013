package org.skiptrim.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named tensors and text, as a file in the safetensors format: the header's length (8 bytes, little
 * endian), a JSON header with each tensor's type, shape and offsets, then the data. Any safetensors
 * library reads what this writes.
 *
 * <p>A written file carries a SHA-256 of itself among its metadata, which {@link #read} checks and
 * takes away again; a file without one is read too.
 *
 * @param tensors by name, in the order in which they stand in the file
 * @param metadata free text by key, such as {@code epoch → 12}
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {

  /** Copies both maps: tensors in their order, metadata by key, so that files are the same. */
  public Safetensors {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    if (tensors.containsKey(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException(
          "the format keeps the name " + SafetensorsHeader.METADATA + " to itself");
    }
    if (metadata.containsKey(SafetensorsSeal.KEY)) {
      throw new IllegalArgumentException(
          "the metadata key " + SafetensorsSeal.KEY + " is for the checksum");
    }
  }

  /**
   * Reads and checks a file of up to 2 GiB.
   *
   * @throws IOException in one line naming the file and what is wrong with it: cut off, damaged,
   *     offsets that overlap or leave the file, a shape that does not fit, an unknown type
   */
  public static Safetensors read(Path file) throws IOException {
    return SafetensorsReader.read(file);
  }

  /** Writes the file, whole or not at all. */
  public void write(Path file) throws IOException {
    SafetensorsWriter.write(this, file);
  }

  /**
   * The tensor called {@code name}.
   *
   * @throws IllegalArgumentException naming it, if there is none
   */
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "no tensor is called '" + name + "'; there are " + tensors.keySet());
    }
    return tensor;
  }

  /**
   * An immutable tensor.
   *
   * @param dtype the type of the elements
   * @param shape the dimensions, outermost first; empty for a single number
   * @param data the elements, row by row, little endian; the accessor returns a fresh read-only
   *     view that starts at 0
   */
  public record Tensor(DType dtype, List<Integer> shape, ByteBuffer data) {

    /** Checks that the shape's elements fill the data exactly. The buffer is not copied. */
    public Tensor {
      shape = List.copyOf(shape);
      data = data.slice().asReadOnlyBuffer();
      if (shape.stream().anyMatch(size -> size < 0)) {
        throw new IllegalArgumentException("shape " + shape + " has a negative dimension");
      }
      long bytes =
          shape.stream().mapToLong(size -> size).reduce(dtype.bytes(), Math::multiplyExact);
      if (bytes != data.remaining()) {
        throw new IllegalArgumentException(
            "shape "
                + shape
                + " of "
                + dtype
                + " takes "
                + bytes
                + " bytes, not "
                + data.remaining());
      }
    }

    /** A copy of {@code values} as {@link DType#F32}. */
    public static Tensor ofFloats(float[] values, int... shape) {
      ByteBuffer data = allocate(values.length, DType.F32);
      data.asFloatBuffer().put(values);
      return of(DType.F32, shape, data);
    }

    /** A copy of {@code values} as {@link DType#F64}. */
    public static Tensor ofDoubles(double[] values, int... shape) {
      ByteBuffer data = allocate(values.length, DType.F64);
      data.asDoubleBuffer().put(values);
      return of(DType.F64, shape, data);
    }

    /** A copy of {@code values} as {@link DType#I64}. */
    public static Tensor ofLongs(long[] values, int... shape) {
      ByteBuffer data = allocate(values.length, DType.I64);
      data.asLongBuffer().put(values);
      return of(DType.I64, shape, data);
    }

    /** A copy of {@code values} as {@link DType#I32}. */
    public static Tensor ofInts(int[] values, int... shape) {
      ByteBuffer data = allocate(values.length, DType.I32);
      data.asIntBuffer().put(values);
      return of(DType.I32, shape, data);
    }

    /** A copy of {@code values}, taken as unsigned: {@link DType#U8}. */
    public static Tensor ofBytes(byte[] values, int... shape) {
      return of(DType.U8, shape, ByteBuffer.wrap(values.clone()));
    }

    /** A read-only view, little endian, from the first element to the last. */
    @Override
    public ByteBuffer data() {
      return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** How many elements there are: 1 for an empty shape. */
    public int elements() {
      return data.remaining() / dtype.bytes();
    }

    /** A copy of the elements of an {@link DType#F32} tensor. */
    public float[] toFloats() {
      float[] values = new float[expect(DType.F32)];
      data().asFloatBuffer().get(values);
      return values;
    }

    /** A copy of the elements of an {@link DType#F64} tensor. */
    public double[] toDoubles() {
      double[] values = new double[expect(DType.F64)];
      data().asDoubleBuffer().get(values);
      return values;
    }

    /** A copy of the elements of an {@link DType#I64} tensor. */
    public long[] toLongs() {
      long[] values = new long[expect(DType.I64)];
      data().asLongBuffer().get(values);
      return values;
    }

    /** A copy of the elements of an {@link DType#I32} tensor. */
    public int[] toInts() {
      int[] values = new int[expect(DType.I32)];
      data().asIntBuffer().get(values);
      return values;
    }

    /** A copy of the elements of a {@link DType#U8} tensor. */
    public byte[] toBytes() {
      byte[] values = new byte[expect(DType.U8)];
      data().get(values);
      return values;
    }

    private int expect(DType wanted) {
      if (dtype != wanted) {
        throw new IllegalStateException("the tensor is " + dtype + ", not " + wanted);
      }
      return elements();
    }

    private static ByteBuffer allocate(int elements, DType dtype) {
      return ByteBuffer.allocate(Math.multiplyExact(elements, dtype.bytes()))
          .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Tensor of(DType dtype, int[] shape, ByteBuffer data) {
      return new Tensor(dtype, Arrays.stream(shape).boxed().toList(), data);
    }
  }
}
