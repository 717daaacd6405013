package org.skiptrim.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.message.DataLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.skiptrim.network.Parameters.Values;

/**
 * A group of an HDF5 file. Links are not followed, so nothing leads out of the file, and arrays lie
 * in one piece and uncompressed, as Keras writes them, so that all of them together cannot be
 * larger than the file.
 *
 * @param left bytes that arrays may still have
 */
record Hdf5(Group group, AtomicLong left) {

  /**
   * The root.
   *
   * @throws RuntimeException here and in all methods, if the file contradicts itself
   */
  static Hdf5 of(byte[] bytes) {
    return new Hdf5(HdfFile.fromBytes(bytes), new AtomicLong(bytes.length));
  }

  /** The names of what is in it. */
  List<String> names() {
    return List.copyOf(group.getChildren().keySet());
  }

  boolean has(String name) {
    return group.getChild(name) != null;
  }

  /**
   * A group in it, or deeper: {@code conv2d/vars}.
   *
   * @throws KerasException if there is none
   */
  Hdf5 group(String path) throws KerasException {
    Node found = node(path);
    if (found instanceof Group inner) {
      return new Hdf5(inner, left);
    }
    throw wrong(path, "is no group");
  }

  private Node node(String path) throws KerasException {
    Node found = group;
    for (String name : path.split("/")) {
      Node next = found instanceof Group inner ? inner.getChild(name) : null;
      if (next == null) {
        throw wrong(path, "is missing");
      }
      if (next.isLink()) {
        throw wrong(path, "is a link, as Keras writes none");
      }
      found = next;
    }
    return found;
  }

  private KerasException wrong(String path, String what) {
    return new KerasException("%s%s %s".formatted(group.getPath(), path, what));
  }

  /** An attribute that is one text. */
  Optional<String> text(String attribute) throws KerasException {
    Attribute found = group.getAttribute(attribute);
    if (found == null) {
      return Optional.empty();
    }
    if (found.getSize() == 1 && found.getData() instanceof String text) {
      return Optional.of(text);
    }
    throw wrong("", "has an attribute " + attribute + " that is no text");
  }

  /**
   * An attribute that is a list of names, none if it is not there. One that is too large for a
   * header is split: {@code layer_names0}, {@code layer_names1} …
   */
  List<String> nameList(String attribute) throws KerasException {
    if (group.getAttribute(attribute) != null) {
      return part(attribute);
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; group.getAttribute(attribute + i) != null; i++) {
      all.addAll(part(attribute + i));
    }
    return all;
  }

  private List<String> part(String attribute) throws KerasException {
    return NameList.of(group.getAttribute(attribute), group.getHdfFile().getHdfBackingStorage())
        .orElseThrow(
            () -> wrong("", "has an attribute " + attribute + " that is no list of names"));
  }

  /**
   * An array of real numbers, of 16, 32 or 64 bits.
   *
   * @throws KerasException if it is anything else
   */
  Values values(String path) throws KerasException {
    if (!(node(path) instanceof Dataset found)) {
      throw wrong(path, "is no array");
    }
    if (!(found.getDataType() instanceof FloatingPoint)) {
      throw wrong(path, "does not hold real numbers");
    }
    if (found.getDataLayout() == DataLayout.CHUNKED) {
      throw wrong(
          path, "is stored in parts, as Keras' are not; repack it with h5repack -l CONTI -f NONE");
    }
    if (left.addAndGet(-found.getSizeInBytes()) < 0 || found.getSizeInBytes() < 0) {
      throw wrong(path, "has more bytes than there are");
    }
    List<Integer> shape = new ArrayList<>();
    for (int extent : found.getDimensions()) {
      shape.add(extent);
    }
    return new Values(shape, doubles(found.getDataFlat()));
  }

  private static double[] doubles(Object data) {
    if (data instanceof float[] floats) {
      double[] doubles = new double[floats.length];
      for (int i = 0; i < doubles.length; i++) {
        doubles[i] = floats[i];
      }
      return doubles;
    }
    return data instanceof double[] doubles ? doubles : new double[0];
  }
}
