package org.skiptrim.dataset;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Brings an image to the size and colours that are asked for: each pixel is the mean of the area of
 * the image that it covers. Transparent parts are on white; gray of colours is ITU-R 601's luma.
 */
final class ImageScaling {
  private static final int WHITE = 255;

  private final BufferedImage image;
  private final ImageOptions options;

  /** Of gray images, whose samples are taken as they are: Java holds them for linear light. */
  private final boolean gray;

  private final double left;
  private final double top;
  private final double stepX;
  private final double stepY;
  private final int[] samples = new int[4];

  private ImageScaling(BufferedImage image, ImageOptions options) {
    this.image = image;
    this.options = options;
    this.gray =
        !(image.getColorModel() instanceof IndexColorModel)
            && image.getColorModel().getNumColorComponents() == 1;
    double width = image.getWidth();
    double height = image.getHeight();
    if (options.resize() == ImageOptions.Resize.CROP) {
      double scale = Math.min(width / options.width(), height / options.height());
      width = scale * options.width();
      height = scale * options.height();
    }
    this.left = (image.getWidth() - width) / 2;
    this.top = (image.getHeight() - height) / 2;
    this.stepX = width / options.width();
    this.stepY = height / options.height();
  }

  /** The image's pixels as bytes, [channels, height, width]. */
  static byte[] planes(BufferedImage image, ImageOptions options) {
    return new ImageScaling(image, options).planes();
  }

  private byte[] planes() {
    int plane = options.height() * options.width();
    byte[] planes = new byte[options.channels() * plane];
    double[] mean = new double[options.channels()];
    for (int y = 0; y < options.height(); y++) {
      for (int x = 0; x < options.width(); x++) {
        area(x, y, mean);
        for (int c = 0; c < mean.length; c++) {
          planes[c * plane + y * options.width() + x] = (byte) Math.round(mean[c]);
        }
      }
    }
    return planes;
  }

  /** Sets {@code mean} to that of the area that a target pixel covers, by channel. */
  private void area(int targetX, int targetY, double[] mean) {
    double x0 = left + targetX * stepX;
    double y0 = top + targetY * stepY;
    double weights = 0;
    Arrays.fill(mean, 0);
    for (int y = (int) y0; y < Math.min(Math.ceil(y0 + stepY), image.getHeight()); y++) {
      double tall = Math.min(y + 1, y0 + stepY) - Math.max(y, y0);
      for (int x = (int) x0; x < Math.min(Math.ceil(x0 + stepX), image.getWidth()); x++) {
        double weight = tall * (Math.min(x + 1, x0 + stepX) - Math.max(x, x0));
        weights += weight;
        add(x, y, weight, mean);
      }
    }
    for (int c = 0; c < mean.length; c++) {
      mean[c] /= weights;
    }
  }

  private void add(int x, int y, double weight, double[] sum) {
    if (gray) {
      double value = grayOnWhite(x, y);
      for (int c = 0; c < sum.length; c++) {
        sum[c] += weight * value;
      }
      return;
    }
    int argb = image.getRGB(x, y);
    double opaque = (argb >>> 24) / 255.0;
    double red = onWhite(argb >> 16 & 255, opaque);
    double green = onWhite(argb >> 8 & 255, opaque);
    double blue = onWhite(argb & 255, opaque);
    if (sum.length == 1) {
      sum[0] += weight * (0.299 * red + 0.587 * green + 0.114 * blue);
    } else {
      sum[0] += weight * red;
      sum[1] += weight * green;
      sum[2] += weight * blue;
    }
  }

  private double grayOnWhite(int x, int y) {
    Raster raster = image.getRaster();
    raster.getPixel(x, y, samples);
    double most = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    double opaque = raster.getNumBands() > 1 ? samples[1] / most : 1;
    return onWhite(samples[0] * 255 / most, opaque);
  }

  private static double onWhite(double value, double opaque) {
    return opaque * value + (1 - opaque) * WHITE;
  }
}
