package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.format.Mat5Reader;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/**
 * A file of SVHN, in MATLAB's format 5: {@code X} [row, column, channel, image], the first
 * dimension fastest, and {@code y} [image, 1], from 1 to 10, where 10 is the digit 0.
 */
final class SvhnFile {
  static final int SIDE = 32;

  private static final int CHANNELS = 3;
  private static final int IMAGE_BYTES = CHANNELS * SIDE * SIDE;
  private static final int TEN = 10;

  /** Zlib makes nothing smaller than a thousandth. */
  private static final long MOST_INFLATED = 1032;

  private SvhnFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException in one line that names it, if it is anything else
   */
  static Split read(Path file) throws IOException {
    try (Source source = Sources.openFile(file.toFile())) {
      Mat5File content =
          Mat5.newReader(source)
              .setBufferAllocator(new Bounded(Files.size(file) * MOST_INFLATED))
              .setEntryFilter(SvhnFile::isPart)
              .disableSubsystemProcessing()
              .readMat();
      return split(content.getMatrix("X"), content.getMatrix("y"));
    } catch (IOException | RuntimeException e) {
      // Whatever goes wrong in a reader of a foreign format: the file is not what it should be.
      throw new IOException(
          "%s is not a file of SVHN (%s); delete it".formatted(file, e.getMessage()), e);
    }
  }

  /** Nothing else is read at all, however large it says it is. */
  private static boolean isPart(Mat5Reader.EntryHeader header) {
    int[] size = header.getDimensions();
    MatlabType type = header.getType();
    boolean numbers = type == MatlabType.UInt8 || type == MatlabType.Double;
    boolean images = size.length == 4 && size[0] == SIDE && size[1] == SIDE && size[2] == CHANNELS;
    boolean labels = size.length == 2 && size[1] == 1;
    return numbers
        && !header.isComplex()
        && ((header.getName().equals("X") && images) || (header.getName().equals("y") && labels));
  }

  private static Split split(Matrix images, Matrix labels) throws IOException {
    int count = images.getDimensions()[3];
    if (count < 1 || labels.getNumElements() != count) {
      throw new IOException(count + " images, but " + labels.getNumElements() + " labels");
    }
    byte[] pixels = new byte[Math.multiplyExact(count, IMAGE_BYTES)];
    byte[] classes = new byte[count];
    for (int image = 0; image < count; image++) {
      int label = labels.getInt(image);
      if (label < 1 || label > TEN) {
        throw new IOException("image " + image + " has label " + label + " instead of 1 to 10");
      }
      classes[image] = (byte) (label % TEN);
      copy(images, pixels, image * IMAGE_BYTES);
    }
    return new Split(pixels, classes);
  }

  private static void copy(Matrix images, byte[] pixels, int start) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      int plane = start + channel * SIDE * SIDE;
      for (int x = 0; x < SIDE; x++) {
        for (int y = 0; y < SIDE; y++) {
          pixels[plane + y * SIDE + x] = (byte) images.getInt(plane + x * SIDE + y);
        }
      }
    }
  }

  /** Memory for what a file of this length can hold, whatever it says. */
  private record Bounded(long most) implements BufferAllocator {
    @Override
    public ByteBuffer allocate(int bytes) {
      if (bytes < 0 || bytes > most) {
        throw new IllegalArgumentException("it says that it holds " + bytes + " bytes");
      }
      return ByteBuffer.allocate(bytes);
    }

    @Override
    public void release(ByteBuffer buffer) {
      // The garbage collector does.
    }
  }
}
