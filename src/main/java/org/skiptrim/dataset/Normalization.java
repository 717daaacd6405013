package org.skiptrim.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiptrim.fixedpoint.FixedPoint;

/**
 * How a pixel of 0 to 255 becomes the network's input: {@code (pixel − mean) / std}, for each
 * channel or the same for all.
 *
 * @param means the pixel value that becomes 0, one for all channels or one for each
 * @param stds the pixel steps that become 1, as many; positive
 */
public record Normalization(List<Float> means, List<Float> stds) {
  private static final int INPUT_BITS = 8;
  private static final int PIXELS = 256;
  private static final Pattern SYNTAX = Pattern.compile("means ([\\d. ]+), stds ([\\d. ]+)");

  /**
   * Pixel 0 → −2, 128 → 0, 255 → 1.984375: each pixel is a value of {@code ap_fixed<8,2>}, so the
   * hardware's input is the pixel with its top bit flipped, and nothing is rounded.
   */
  public static final Normalization STANDARD = new Normalization(List.of(128f), List.of(64f));

  /**
   * What many published networks are trained with: the means 0.485, 0.456, 0.406 and standard
   * deviations 0.229, 0.224, 0.225 of ImageNet's pixels between 0 and 1.
   */
  public static final Normalization IMAGENET =
      new Normalization(
          List.of(0.485f * 255, 0.456f * 255, 0.406f * 255),
          List.of(0.229f * 255, 0.224f * 255, 0.225f * 255));

  /** Of pixels between 0 and 1, as PyTorch's transforms have them. */
  public static Normalization ofFractions(
      List<? extends Number> means, List<? extends Number> deviations) {
    return new Normalization(scaled(means), scaled(deviations));
  }

  private static List<Float> scaled(List<? extends Number> fractions) {
    return fractions.stream().map(fraction -> (float) (fraction.doubleValue() * 255)).toList();
  }

  /**
   * {@link #STANDARD}, and by the name {@code measured} what makes the training pixels' mean 0 and
   * their standard deviation 1.
   *
   * @param means of pixels between 0 and 1, for each channel
   * @param stds of the same
   */
  static Map<String, Normalization> standardAnd(List<Float> means, List<Float> stds) {
    return Map.of("standard", STANDARD, "measured", ofFractions(means, stds));
  }

  /** Checks that each mean is a pixel value and each standard deviation positive. */
  public Normalization {
    means = List.copyOf(means);
    stds = List.copyOf(stds);
    if (means.isEmpty() || means.size() != stds.size()) {
      throw new IllegalArgumentException(
          means.size() + " means and " + stds.size() + " stds; give as many, one or more");
    }
    for (float mean : means) {
      if (!(mean >= 0 && mean <= 255)) {
        throw new IllegalArgumentException("mean " + mean + " is not in 0..255");
      }
    }
    for (float std : stds) {
      if (!(std > 0 && std < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("std " + std + " is not positive");
      }
    }
  }

  /** The mean of a channel. */
  public float mean(int channel) {
    return means.get(means.size() == 1 ? 0 : channel);
  }

  /** The standard deviation of a channel. */
  public float std(int channel) {
    return stds.get(stds.size() == 1 ? 0 : channel);
  }

  /** The input value of a channel's pixel, 0 to 255. */
  public float apply(int pixel, int channel) {
    return (pixel - mean(channel)) / std(channel);
  }

  /**
   * The integers of the network's input for all pixels of all channels.
   *
   * @param type of the network's input
   * @return channels × 256
   */
  public long[][] integers(int channels, FixedPoint type) {
    long[][] integers = new long[channels][PIXELS];
    for (int channel = 0; channel < channels; channel++) {
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        integers[channel][pixel] = type.quantize(apply(pixel, channel));
      }
    }
    return integers;
  }

  /**
   * An image as the network's input.
   *
   * @param image channels × height × width pixels
   * @param ofPixels what {@link #integers(int, FixedPoint)} says of each, channels × 256
   */
  public static long[] integers(byte[] image, long[][] ofPixels) {
    long[] integers = new long[image.length];
    int plane = image.length / ofPixels.length;
    for (int i = 0; i < image.length; i++) {
      integers[i] = ofPixels[i / plane][Byte.toUnsignedInt(image[i])];
    }
    return integers;
  }

  /**
   * Eight bits for a normalized pixel, as many of them behind the binary point as its range allows:
   * −2 to 1.984375 is {@code ap_fixed<8,2>}, −2.12 to 2.64 is {@code ap_fixed<8,3>}.
   */
  public FixedPoint inputType() {
    int integerBits = 0;
    while (!holdsAllPixels(FixedPoint.signed(INPUT_BITS, integerBits))) {
      integerBits++;
    }
    return FixedPoint.signed(INPUT_BITS, integerBits);
  }

  private boolean holdsAllPixels(FixedPoint type) {
    for (int channel = 0; channel < means.size(); channel++) {
      if (apply(0, channel) < type.value(type.minInteger())
          || apply(255, channel) > type.value(type.maxInteger())) {
        return false;
      }
    }
    return true;
  }

  /**
   * As it stands in the files of networks that were trained with it: {@code means 128.0, stds
   * 64.0}.
   */
  public String text() {
    return "means " + joined(means) + ", stds " + joined(stds);
  }

  /**
   * Reads {@link #text}.
   *
   * @throws IllegalArgumentException naming the text, if it is anything else
   */
  public static Normalization parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no normalization; write it like " + STANDARD.text());
    }
    return new Normalization(floats(matcher.group(1)), floats(matcher.group(2)));
  }

  private static String joined(List<Float> numbers) {
    return String.join(" ", numbers.stream().map(String::valueOf).toList());
  }

  private static List<Float> floats(String text) {
    List<Float> numbers = new ArrayList<>();
    for (String number : text.strip().split(" +")) {
      numbers.add(Float.parseFloat(number));
    }
    return numbers;
  }

  /** The pixel that is nearest to an input value of 0: what padding consists of. */
  public byte zeroPixel(int channel) {
    return (byte) Math.round(mean(channel));
  }
}
