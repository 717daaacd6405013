package org.skiptrim.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianFileTest {
  @TempDir Path folder;

  @Test
  void in_aptsAnswer_filesAndSizes() throws IOException {
    String answer =
        """
        NOTE: something else
        'http://m.example/z/zlib1g_1.3-1%2bdeb13u1_amd64.deb' zlib1g_1%3a1.3-1+deb13u1_amd64.deb 88720 SHA256:8c
        'http://m.example/y/yosys_0.52-2_amd64.deb' yosys_0.52-2_amd64.deb 6226136 SHA256:c9
        """;
    DebianFile zlib = new DebianFile(folder.resolve("zlib1g_1%3a1.3-1+deb13u1_amd64.deb"), 88720);
    DebianFile yosys = new DebianFile(folder.resolve("yosys_0.52-2_amd64.deb"), 6226136);
    assertEquals(List.of(zlib, yosys), DebianFile.in(answer, folder));
    Files.write(yosys.path(), new byte[1000]);
    assertEquals(0, zlib.bytesThere());
    assertEquals(1000, yosys.bytesThere());
  }
}
