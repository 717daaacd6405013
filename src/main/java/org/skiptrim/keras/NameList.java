package org.skiptrim.keras;

import io.jhdf.GlobalHeap;
import io.jhdf.api.Attribute;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An attribute that is a list of names: of one length, as h5py 2 writes them, or of any, as h5py 3
 * does. The latter are references to texts that stand elsewhere, all of them perhaps to the same
 * large one; so each has a limit.
 */
final class NameList {
  private static final int LONGEST = 1 << 10; // bytes of a name
  private static final int REFERENCE = 16; // bytes: length, address, number

  private NameList() {}

  /** The names; empty if it is anything else. */
  static Optional<List<String>> of(Attribute attribute, HdfBackingStorage storage) {
    if (attribute.getSize() == 0) {
      return Optional.of(List.of()); // which has no type, either
    }
    if (attribute.getDataType() instanceof StringData) {
      return attribute.getData() instanceof String[] names
          ? Optional.of(List.of(names))
          : Optional.empty();
    }
    boolean texts =
        attribute.getDataType() instanceof VariableLength type && type.isVariableLengthString();
    return texts && storage.getSizeOfOffsets() == Long.BYTES
        ? Optional.of(referenced(attribute.getBuffer(), storage))
        : Optional.empty();
  }

  private static List<String> referenced(ByteBuffer references, HdfBackingStorage storage) {
    references.order(ByteOrder.LITTLE_ENDIAN);
    Map<Long, GlobalHeap> heaps = new HashMap<>();
    List<String> names = new ArrayList<>();
    while (references.remaining() >= REFERENCE) {
      int length = references.getInt();
      GlobalHeap heap =
          heaps.computeIfAbsent(references.getLong(), address -> new GlobalHeap(storage, address));
      ByteBuffer text = heap.getObjectData(references.getInt());
      if (length < 0 || length > LONGEST || length > text.remaining()) {
        throw new IllegalArgumentException("a name of %d bytes".formatted(length));
      }
      byte[] bytes = new byte[length];
      text.get(bytes);
      names.add(new String(bytes, StandardCharsets.UTF_8));
    }
    return names;
  }
}
