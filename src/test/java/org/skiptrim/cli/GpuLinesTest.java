package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.process.LibrarySearch;
import org.skiptrim.process.MadeUpLibraries;

/** On libraries with the names that libtorch for GPUs needs, made by this machine's linker. */
class GpuLinesTest {
  private static final LibrarySearch NOWHERE = new LibrarySearch(List.of(), List.of());

  @TempDir Path folder;

  private Path python;
  private Path torch;

  @BeforeEach
  void makeLibraries() throws Exception {
    Path blasLt = MadeUpLibraries.make(folder.resolve("cu13/lib/libcublasLt.so.13"));
    Path blas = MadeUpLibraries.make(blasLt.resolveSibling("libcublas.so.13"), blasLt);
    Path dnn = MadeUpLibraries.make(folder.resolve("cudnn/lib/libcudnn.so.9"));
    Path own = MadeUpLibraries.make(folder.resolve("torch/libc10.so"));
    python = blas.getParent();
    torch =
        MadeUpLibraries.make(
            folder.resolve("torch/libtorch_cuda.so"), own, blas, dnn, "-Wl,-rpath,$ORIGIN");
  }

  private GpuLines lines(LibrarySearch search, Path... known) throws Exception {
    return GpuLines.of(List.of(torch), search, List.of(known));
  }

  @Test
  void of_allThere_saysWhere() throws Exception {
    Path cudnn = folder.resolve("cudnn/lib");
    assertEquals(
        new GpuLines(
            List.of(
                "ok        CUDA: %s/libcublas.so.13, %1$s/libcublasLt.so.13, %s/libcudnn.so.9"
                    .formatted(python, cudnn)),
            true),
        lines(NOWHERE.with(List.of(python, cudnn))));
  }

  @Test
  void of_somethingInPythonsPackages_hasTheLineToPaste() throws Exception {
    Files.delete(folder.resolve("cudnn/lib/libcudnn.so.9"));
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path other = folder.resolve("other/libc10.so"); // is there already, so no reason to look there
    MadeUpLibraries.make(other);
    GpuLines lines = lines(NOWHERE.with(List.of(empty)), empty, other.getParent(), python);
    assertEquals(
        "missing   CUDA: libcublas.so.13, libcudnn.so.9: no training on the GPU",
        lines.lines().get(0));
    assertTrue(
        lines.lines().get(1).contains("LD_LIBRARY_PATH (" + empty + "), libtorch's own folder"),
        lines.toString());
    assertEquals(
        "          export LD_LIBRARY_PATH=" + python + "${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}",
        lines.lines().get(2));
    assertTrue(lines.lines().get(3).contains("still missing: libcudnn.so.9"), lines.toString());
    assertEquals(4, lines.lines().size());
  }

  @Test
  void of_nothingAnywhere_saysWhatToInstall() throws Exception {
    GpuLines lines = lines(NOWHERE);
    assertEquals(3, lines.lines().size(), lines.toString());
    assertTrue(lines.lines().get(1).contains("LD_LIBRARY_PATH (is not set)"), lines.toString());
    assertTrue(lines.lines().get(2).endsWith("which has them, too"), lines.toString());
    assertEquals(List.of(false), List.of(lines.isWell()));
  }
}
