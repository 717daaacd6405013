package org.skiptrim.hardware;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.skiptrim.device.Device;
import org.skiptrim.device.MemoryShape;

/**
 * What a unit's LUTs and flip-flops grow with: bits that are added, stored, chosen between. How
 * much each takes is what {@link AreaModel} has measured.
 */
final class AreaFeatures {
  private final Device device;
  private final Map<String, Double> features = new LinkedHashMap<>();

  private AreaFeatures(Device device) {
    this.device = device;
  }

  /** The features of a unit by name, in one order for all units of a kind. */
  static Map<String, Double> of(Unit unit, Device device) {
    AreaFeatures features = new AreaFeatures(device);
    features.add("unit", 1);
    unit.describeTo(features);
    return Collections.unmodifiableMap(features.features);
  }

  void tapped(Unit.TappedWindow tapped) {
    window(tapped.window());
    add("corner", tapped.tap() == 2 ? 1 : 0);
    add("corner number bits", tapped.tap() == 2 ? bits(tapped.depthPixels()) : 0);
  }

  void pad(Unit.ChannelPad pad) {
    add("data bits", pad.lanes() * pad.bits());
    add("counter bits", bits((pad.before() + pad.channels() + pad.after()) / pad.lanes()));
  }

  void rescale(Unit.Rescale rescale) {
    add("input bits", rescale.lanes() * rescale.inputBits());
    add("output bits", rescale.lanes() * rescale.outputBits());
  }

  void window(Unit.SlidingWindow w) {
    int folds = w.channels() / w.simd();
    add("number bits", bits(w.depthPixels()));
    add(
        "counter bits",
        2 * bits(folds) + bits(w.outputFolds()) + bits(w.height()) + bits(w.width()));
    add("bits of uneven counters", unevenBits(w.height()) + unevenBits(w.width()));
    add("taps", w.kernel() > 1 ? 1 : 0);
    add("further taps", w.kernel() > 1 ? Math.abs(w.kernel() - 3) : 0);
    add("stride 2", w.stride() - 1.0);
    add("data bits", w.simd() * w.bits());
    ram(w.ramStyle(), ConvolutionUnits.bufferWords(w.depthPixels(), folds), w.simd() * w.bits());
  }

  void matrix(Unit.MatrixVector m) {
    int words = m.beats() * m.outputFolds();
    add("counter bits", bits(words) + bits(m.beats()));
    add("input bits", m.simd() * m.inputBits());
    rom(words, m.blockWords(), m.pe() * m.simd() * m.weightBits());
    products(m);
    int product = m.inputBits() + m.weightBits();
    // Synthesis puts some of the first sums of a multiplier's products into the multiplier.
    boolean ofMultipliers = m.products() == Products.SINGLE.ordinal() && m.multipliers(device) > 0;
    int pairs = m.simd() / 2;
    double first = pairs * (product + 1.0);
    add("first sums of multipliers", ofMultipliers ? m.pe() * first : 0);
    add(
        "other sums of multipliers",
        ofMultipliers ? m.pe() * (treeBits(m.simd(), product) - first) : 0);
    add("added bits", ofMultipliers ? 0 : m.pe() * treeBits(m.simd(), product));
    add(
        "sum bits of multipliers",
        ofMultipliers && m.simd() == 1 ? m.pe() * m.accumulatorBits() : 0);
    add("sum bits", m.pe() * m.accumulatorBits());
    add("sum bits of one beat", m.beats() == 1 ? m.pe() * m.accumulatorBits() : 0);
  }

  private void products(Unit.MatrixVector m) {
    int count = m.pe() * m.simd();
    int product = m.inputBits() + m.weightBits();
    Products kind = Products.values()[m.products()];
    boolean ofLuts =
        kind == Products.LUTS || AreaModel.tiles(m.inputBits(), m.weightBits(), device) == 0;
    add("products", ofLuts ? count : 0);
    add("factor bits of products", ofLuts ? count * product : 0);
    add("bit products", ofLuts ? (double) count * m.inputBits() * m.weightBits() : 0);
    add("product bits of LUTs", ofLuts ? count * product : 0);
    add("product bits of multipliers", !ofLuts && kind == Products.SINGLE ? count * product : 0);
    add("product bits of pairs", kind == Products.PAIRED ? count * product : 0);
    add("pairs", kind == Products.PAIRED ? count / 2.0 : 0);
  }

  /** Bits of all sums in a tree that adds so many values. */
  private static double treeBits(int terms, int bits) {
    double all = 0;
    int width = bits;
    for (int left = terms; left > 1; left = (left + 1) / 2) {
      width++;
      all += (left + 1) / 2 * width;
    }
    return all;
  }

  void requantize(Unit.Requantize r) {
    int words = r.channels() / r.lanes();
    int product = r.accumulatorBits() + r.scaleBits();
    int biased = Math.max(product, r.biasBits()) + 1;
    int tiles = r.serial() > 0 ? 0 : AreaModel.tiles(r.accumulatorBits(), r.scaleBits(), device);
    boolean ofLuts = r.scaleBits() > 0 && tiles == 0 && r.serial() == 0;
    add("counter bits", bits(words));
    add("accumulator bits", r.lanes() * r.accumulatorBits());
    add("bias bits", r.lanes() * r.biasBits());
    int constants = r.scaleBits() + r.biasBits();
    int kept =
        r.blockWords() > 0 ? r.lanes() * constants : differentBits(words, r.lanes() * constants);
    add("bias bits kept", (double) kept * r.biasBits() / constants);
    add("biased bits", r.lanes() * biased);
    add("rounded bits", r.lanes() * Math.max(1, biased - r.shift() + 1));
    add("fraction bits", r.roundingMode() == 0 ? r.lanes() * r.shift() : 0);
    add("output bits", r.lanes() * r.outputBits());
    add("signed output bits", r.outputSigned() ? r.lanes() * r.outputBits() : 0);
    add("product bits of one multiplier", tiles == 1 ? r.lanes() * product : 0);
    add("product bits of several", tiles > 1 ? r.lanes() * product : 0);
    add("rest of a multiplier", tiles > 0 ? r.lanes() * rest(r.accumulatorBits()) : 0);
    add("bit products", ofLuts ? (double) r.lanes() * r.accumulatorBits() * r.scaleBits() : 0);
    add("counter bits of series", r.serial() > 0 ? bits(r.steps()) : 0);
    add("sum bits of series", r.serial() > 0 ? r.lanes() * r.accumulatorBits() : 0);
    add(
        "further sum bits of series",
        r.lanes() * Math.max(0, r.serial() - 1) * r.accumulatorBits());
    add("scale bits of series", r.serial() > 0 ? r.lanes() * r.scaleBits() : 0);
    rom(words, r.blockWords(), r.lanes() * (r.scaleBits() + r.biasBits()));
  }

  /** Bits of an operand that are left for LUTs. */
  private int rest(int bits) {
    int width = device.multiplier().orElseThrow().longBits() - 1;
    int over = bits <= width + 1 ? 0 : bits - (bits - 1) / width * width;
    return over < device.multiplier().orElseThrow().leastBits() ? over : 0;
  }

  void converter(Unit.WidthConverter c) {
    boolean widens = c.inputLanes() < c.outputLanes();
    int in = c.inputLanes() * c.bits();
    int out = c.outputLanes() * c.bits();
    add("narrows", widens ? 0 : 1);
    add("input bits to widen", widens ? in : 0);
    add("output bits of wide beats", widens ? out : 0);
    add("input bits to narrow", widens ? 0 : in);
    add("output bits of narrow beats", widens ? 0 : out);
  }

  void fifo(Unit.SkipFifo f) {
    add("one beat", f.depth() == 1 ? 1 : 0);
    add("data bits", f.bits());
    add("address bits", f.depth() > 1 ? bits(f.depth() - 1) : 0);
    ram(f.ramStyle(), f.depth() - 1, f.bits());
  }

  void add(Unit.ResidualAdd a) {
    int branch = a.branchBits() + a.branchShift();
    int skip = a.skipBits() + a.skipShift();
    add("sum bits", a.lanes() * (Math.max(branch, skip) + 1));
    add(
        "rounded bits",
        a.roundingMode() < 2 && a.shift() > 0 ? a.lanes() * (Math.max(branch, skip) + 2) : 0);
    add("output bits", a.lanes() * a.outputBits());
    add("saturated bits", a.saturate() ? a.lanes() * a.outputBits() : 0);
    add("signed output bits", a.outputSigned() ? a.lanes() * a.outputBits() : 0);
    add("bits of an unsigned branch", a.branchSigned() ? 0 : a.lanes() * a.outputBits());
  }

  void pool(Unit.Pool p) {
    int folds = p.channels() / p.lanes();
    add("counter bits", bits(folds) + bits(p.pixels()));
    add("bits of uneven counters", unevenBits(p.pixels()));
    add("output bits", p.lanes() * p.outputBits());
    add("signed output bits", p.inputSigned() ? p.lanes() * p.outputBits() : 0);
    add("compared bits", p.maximum() ? p.lanes() * p.outputBits() : 0);
    add("kept bits", folds > 1 ? p.channels() * p.outputBits() : 0);
    MemoryShape kept = new MemoryShape(folds, p.lanes() * p.outputBits());
    add("LUT RAM", folds > 1 ? device.family().lutMemory().ofRam(kept).orElse(0) : 0);
  }

  void dense(Unit.Dense d) {
    int words = d.inputs() / d.simd() * (d.outputs() / d.pe());
    int product = d.inputBits() + d.weightBits();
    boolean ofLuts = AreaModel.tiles(d.inputBits(), d.weightBits(), device) == 0;
    add("counter bits", bits(d.inputs() / d.simd()) + bits(d.outputs() / d.pe()));
    add("input bits", d.simd() * d.inputBits());
    add("bit products", ofLuts ? (double) d.pe() * d.simd() * d.inputBits() * d.weightBits() : 0);
    add("product bits", d.pe() * d.simd() * product);
    add("added bits", d.pe() * treeBits(d.simd(), product));
    add("sum bits", d.pe() * d.accumulatorBits());
    add("bias bits", d.outputs() * d.biasBits());
    ram(
        d.ramStyle(),
        ConvolutionUnits.bufferWords(2, d.inputs() / d.simd()),
        d.simd() * d.inputBits());
    rom(words, d.blockWords(), d.pe() * d.simd() * d.weightBits());
  }

  private void ram(int style, int words, int bits) {
    boolean ofLuts = style == 1;
    MemoryShape shape = new MemoryShape(words, bits);
    add("LUT RAM", ofLuts && words > 0 ? device.family().lutMemory().ofRam(shape).orElse(0) : 0);
    add("read bits", style < 2 ? bits : 0);
    add("registered bits", style == 0 ? (double) words * bits : 0);
  }

  private void rom(int words, int blockWords, int bits) {
    int rest = words - blockWords;
    int different = differentBits(rest, bits);
    add("LUT ROM", device.family().lutMemory().ofRom(new MemoryShape(rest, different)));
    add("ROM bits read", different);
    add("block RAM bits read", blockWords > 0 ? bits : 0);
    add("ROM bits chosen", rest > 0 && blockWords > 0 ? bits : 0);
    MemoryShape block = new MemoryShape(blockWords, bits);
    int deep = blockWords == 0 ? 1 : device.family().blockRam().tiles(block).deep();
    add("block RAM bits chosen", (deep - 1) * (double) bits);
  }

  /**
   * Bits of a ROM of LUTs that are not the same as another one or constant: of so few words there
   * are not many different ones, and synthesis makes each once.
   */
  private static int differentBits(int words, int bits) {
    return words > 16 ? bits : Math.min(bits, Math.max(0, (1 << words) - 2));
  }

  private void add(String name, double value) {
    features.merge(name, value, Double::sum);
  }

  /** Of a counter that is compared with its last value instead of running over. */
  private static int unevenBits(int values) {
    return Integer.bitCount(values) == 1 ? 0 : bits(values);
  }

  /** Bits of a counter of so many values; none where there is one. */
  private static int bits(int values) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, values - 1));
  }
}
