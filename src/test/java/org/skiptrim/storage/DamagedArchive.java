package org.skiptrim.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** ZIP archives as a disk or a bad line leaves them. */
public final class DamagedArchive {
  private static final int CENTRAL_HEADER = 0x02014b50;
  private static final int OFFSET_OF_ENTRY = 42;

  private DamagedArchive() {}

  /** The same archive, whose directory says that its entries begin just before the file's end. */
  public static Path withEntriesAtItsEnd(Path archive, Path damaged) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(archive)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + OFFSET_OF_ENTRY + 4 < bytes.capacity(); i++) {
      if (bytes.getInt(i) == CENTRAL_HEADER) {
        bytes.putInt(i + OFFSET_OF_ENTRY, bytes.capacity() - 10);
      }
    }
    return Files.write(damaged, bytes.array());
  }
}
