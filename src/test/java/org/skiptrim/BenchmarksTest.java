package org.skiptrim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in bench/ are run from their sources, so nothing else would find them broken. */
class BenchmarksTest {
  @TempDir Path classes;

  @Test
  void sources_compileAgainstTheClassesAsTheyAre() throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.list(Path.of("bench"))) {
      sources = files.filter(file -> file.toString().endsWith(".java")).toList();
    }
    assertFalse(sources.isEmpty());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> wrong = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(wrong, null, null)) {
      compiler
          .getTask(
              null,
              files,
              wrong,
              List.of("-cp", System.getProperty("java.class.path"), "-d", classes.toString()),
              null,
              files.getJavaFileObjectsFromPaths(sources))
          .call();
    }
    assertEquals(List.of(), wrong.getDiagnostics());
  }
}
