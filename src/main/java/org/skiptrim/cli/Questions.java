package org.skiptrim.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.skiptrim.board.AnswerCheck;
import org.skiptrim.board.BoardClient;
import org.skiptrim.board.Classified;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.ImagePixels;
import org.skiptrim.dataset.LabelledFolder;
import org.skiptrim.network.Shape;
import org.skiptrim.storage.ProgressListener;

/**
 * Asks a board what images show, and says what it answers.
 *
 * @param check of every answer
 */
record Questions(BoardClient board, Optional<AnswerCheck> check, PrintWriter out) {

  /** The bytes of an image by its place. */
  private interface Pixels {
    byte[] of(int index) throws IOException;
  }

  /** Shows what the board makes of an image. */
  void show(Path file, List<String> classes) throws IOException {
    Classified result = ask(file.toString(), pixels(file));
    String name =
        result.label() < classes.size() ? classes.get(result.label()) : "class " + result.label();
    out.printf(
        "%s: %s, logits %s, %,d cycles%n",
        file, name, Arrays.toString(result.logits()), result.cycles());
  }

  /** Measures the accuracy on the first test images of a data set. */
  void measure(Dataset data, int images) throws IOException {
    measure(
        "test images of " + data.name(),
        Math.min(images, data.test().size()),
        i -> data.test().image(i),
        i -> data.test().label(i));
  }

  /** Measures the accuracy on a folder that has one for each class. */
  void measure(Path folder, List<String> classes) throws IOException {
    List<LabelledFolder.Image> images = LabelledFolder.images(folder, classes);
    measure(
        "images of " + folder,
        images.size(),
        i -> pixels(images.get(i).file()),
        i -> images.get(i).label());
  }

  private void measure(String what, int count, Pixels pixels, IntUnaryOperator labels)
      throws IOException {
    int correct = 0;
    long begin = System.nanoTime();
    try (Display display = Display.on(out)) {
      ProgressListener progress = display.preparation();
      for (int i = 0; i < count; i++) {
        int label = ask("image %d of the %s".formatted(i, what), pixels.of(i)).label();
        correct += label == labels.applyAsInt(i) ? 1 : 0;
        progress.progress("classifying", i + 1, count, "images");
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    out.printf(
        "%d of %d %s are right (%.2f %%), %.2f images/s%n",
        correct, count, what, 100.0 * correct / count, count / seconds);
    if (check.isPresent()) {
      out.printf("every logit of these is that of the network's integers%n");
    }
  }

  private Classified ask(String image, byte[] pixels) throws IOException {
    Classified answer = board.classify(pixels);
    if (check.isPresent()) {
      check.get().check(image, pixels, answer);
    }
    return answer;
  }

  private byte[] pixels(Path file) throws IOException {
    Shape image = board.identity().image();
    return ImagePixels.read(file, image.channels(), image.height(), image.width());
  }
}
