package org.skiptrim.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.network.IntegerOp;

/**
 * A convolution of bytes by oneDNN, which libtorch has for networks that PyTorch quantized: two to
 * three times as fast as float32 where the processor multiplies bytes (AVX-512 VNNI, AMX). Its sums
 * are made in 32-bit integers and given as float32.
 */
final class ByteConvolution {
  /** What stands for 0 where the bytes are signed numbers: oneDNN takes inputs without a sign. */
  private static final int ZERO_OF_SIGNED = 128;

  /** The place of {@code dilation}, one of the lists of integers, among the arguments. */
  private static final int LIST_OF_INTEGERS = 9;

  private static final int LIST_OF_SCALARS = 15;

  private final IntegerOp.Conv2d op;
  private final long zero;
  private final Tensor packed;
  private final Tensor scales;
  private final Tensor zeros;

  /** The two operators; libtorch gives them no functions of their own in C++. */
  private static final class Operators {
    static final OperatorHandle PACK = find("onednn::qconv_prepack");
    static final OperatorHandle CONVOLVE = find("onednn::qconv2d_pointwise");

    private static OperatorHandle find(String name) {
      OperatorHandle found = Dispatcher.singleton().findSchemaOrThrow(name, "");
      found.retainReference(); // outlives the scope that it was first asked for in
      return found;
    }
  }

  /** Of convolutions by their shape; found out once for each, with the largest sums there are. */
  private static final Map<Channels, Boolean> EXACT = new ConcurrentHashMap<>();

  /** What the choice of a kernel depends on. */
  private record Channels(IntegerOp.Conv2d op, int inputs) {}

  /**
   * Packs the weights.
   *
   * @param weight outputs × inputs × K × K, −128 to 127
   * @param signs 1 or −1 for each output, by which its sums are multiplied
   * @param signed whether inputs are −128 to 127 instead of 0 to 255
   * @param owned keeps what outlives the scope
   */
  ByteConvolution(IntegerOp.Conv2d op, Tensor weight, Tensor signs, boolean signed, Owned owned) {
    this.op = op;
    this.zero = signed ? ZERO_OF_SIGNED : 0;
    this.scales = owned.keep(signs.to(ScalarType.Float));
    this.zeros = owned.keep(torch.zeros_like(signs).to(ScalarType.Long));
    this.packed = owned.keep(pack(weight.to(ScalarType.Char)));
  }

  /**
   * Whether a convolution's sums are exact on this processor. Without instructions for bytes oneDNN
   * adds two products in 16 bits, which saturate; and even with them it has other programs for few
   * channels, which do so on some processors (on an AMD EPYC with VNNI: 3×3 kernels from or to less
   * than 16 channels).
   *
   * @param inputs channels
   */
  static boolean isExact(IntegerOp.Conv2d op, int inputs) {
    return Engine.device() == ComputeDevice.CPU
        && EXACT.computeIfAbsent(
            new Channels(op, inputs),
            shape -> isExact(op, inputs, false) && isExact(op, inputs, true));
  }

  /**
   * The lowest byte of each word, as this takes it.
   *
   * @param words 32-bit integers
   * @param signed whether it is −128 to 127 instead of 0 to 255
   */
  static Tensor bytes(Tensor words, boolean signed) {
    Tensor bytes = Tensors.channelsLast(words.to(ScalarType.Byte));
    return signed ? bytes.add_(new Scalar(ZERO_OF_SIGNED)) : bytes;
  }

  /**
   * The sums, in float32.
   *
   * @param bytes batch × C × H × W, made by {@link #bytes}
   */
  Tensor of(Tensor bytes) {
    IValueVector stack = new IValueVector();
    stack.push_back(new IValue(bytes));
    stack.push_back(new IValue(1.0)); // the input's scale
    stack.push_back(new IValue(zero));
    stack.push_back(new IValue(packed));
    stack.push_back(new IValue(scales));
    stack.push_back(new IValue(zeros));
    stack.push_back(new IValue()); // no bias
    pushWindow(stack);
    stack.push_back(new IValue(1.0)); // the output's scale
    stack.push_back(new IValue(0L));
    stack.push_back(new IValue((long) ScalarType.Float.value));
    stack.push_back(new IValue("none")); // nothing is fused
    stack.push_back(new IValue(new GenericList(elementOf(LIST_OF_SCALARS))));
    stack.push_back(new IValue());
    return call(Operators.CONVOLVE, stack);
  }

  private Tensor pack(Tensor weight) {
    IValueVector stack = new IValueVector();
    stack.push_back(new IValue(weight));
    stack.push_back(new IValue(scales));
    stack.push_back(new IValue(1.0));
    stack.push_back(new IValue(zero));
    pushWindow(stack);
    stack.push_back(new IValue()); // images of any size
    return call(Operators.PACK, stack);
  }

  private static Tensor call(OperatorHandle operator, IValueVector stack) {
    operator.callBoxed(stack);
    return new Tensor(stack.get(0).toTensor()); // which is a place in the stack
  }

  /** Stride, padding, dilation, groups. */
  private void pushWindow(IValueVector stack) {
    stack.push_back(pair(op.stride()));
    stack.push_back(pair(op.padding()));
    stack.push_back(pair(1));
    stack.push_back(new IValue(1L));
  }

  private static IValue pair(long value) {
    GenericList list = new GenericList(elementOf(LIST_OF_INTEGERS));
    list.push_back(new IValue(value));
    list.push_back(new IValue(value));
    return new IValue(list);
  }

  private static Type.TypePtr elementOf(int argument) {
    return Operators.CONVOLVE
        .schema()
        .arguments()
        .getPointer(argument)
        .type()
        .get()
        .containedType(0);
  }

  private static boolean isExact(IntegerOp.Conv2d op, int inputs, boolean signed) {
    Owned owned = new Owned();
    try (EngineScope scope = EngineScope.inference()) {
      long[] shape = {op.outputs(), inputs, op.kernel(), op.kernel()};
      Tensor weight = torch.full(shape, new Scalar(127.0));
      Tensor image = torch.full(new long[] {2, inputs, 8, 8}, new Scalar(signed ? 127.0 : 255.0));
      Tensor sums =
          new ByteConvolution(op, weight, torch.ones(op.outputs()), signed, owned)
              .of(bytes(image.to(ScalarType.Int), signed));
      long[] stride = {op.stride(), op.stride()};
      long[] padding = {op.padding(), op.padding()};
      long[] one = {1, 1};
      return sums.equal(torch.conv2d(image, weight, new TensorOptional(), stride, padding, one, 1));
    } finally {
      owned.close();
    }
  }
}
