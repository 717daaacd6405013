package org.skiptrim.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaFoldersTest {
  @TempDir Path folder;

  private Path make(String path) throws Exception {
    return Files.createDirectories(folder.resolve(path));
  }

  @Test
  void in_eachPlace_areFound_thoseOfAnActiveEnvironmentFirst() throws Exception {
    Path installer = make("usr/local/cuda-13.1/lib64");
    Path user = make("home/.local/lib/python3.11/site-packages/nvidia/cudnn/lib");
    Path debian = make("usr/lib/python3/dist-packages/nvidia/cu13/lib");
    Path active = make("env/lib/python3.12/site-packages/nvidia/cu13/lib");
    make("usr/lib/python3/dist-packages/numpy/lib");
    Files.createFile(folder.resolve("usr/lib/python3.txt"));
    assertEquals(
        List.of(active, user, debian, installer),
        CudaFolders.in(
            folder.resolve("usr"),
            folder.resolve("home"),
            Map.of("VIRTUAL_ENV", folder.resolve("env").toString(), "CONDA_PREFIX", "")));
  }

  @Test
  void in_emptyMachine_areNone() throws Exception {
    assertEquals(List.of(), CudaFolders.in(folder.resolve("usr"), folder, Map.of()));
  }
}
