package org.skiptrim.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.device.Device;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolFailure;
import org.skiptrim.process.ToolVersion;
import org.skiptrim.storage.ProgressListener;

/** A shell script stands in for Yosys. */
class SynthesisQueueTest {
  @TempDir Path directory;

  /** Runs the synthesis script of the job as a shell script. */
  private SynthesisQueue queue(int atATime) throws IOException {
    Path yosys = directory.resolve("yosys");
    Files.writeString(yosys, "#!/bin/sh\n. ./\"$2\"\n");
    Files.setPosixFilePermissions(yosys, PosixFilePermissions.fromString("rwxr-xr-x"));
    InstalledTool tool = new InstalledTool(Tool.YOSYS, yosys, new ToolVersion(0, 23, "0.23"));
    return new SynthesisQueue(tool, new SynthesisCache(directory.resolve("cache")), atATime);
  }

  private static SynthesisJob job(String module, String script) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(SynthesisJob.SCRIPT, script.getBytes(StandardCharsets.UTF_8));
    return new SynthesisJob(module, Device.named("xc7z020"), files);
  }

  private static SynthesisJob counting(String module, int luts) {
    String json = "{\"modules\": {\"m\": {\"num_cells_by_type\": {\"LUT6\": " + luts + "}}}}";
    return job(module, "echo '" + json + "' > stat.json");
  }

  private Map<String, SortedMap<String, Long>> run(SynthesisQueue queue, SynthesisJob... jobs)
      throws IOException, InterruptedException {
    return queue.run(List.of(jobs), "testing", ProgressListener.SILENT);
  }

  /** As on a full disk: nothing can be made where the cache should be. */
  @Test
  void run_cacheCannotBeWritten_isSynthesizedAllTheSame() throws Exception {
    Files.writeString(directory.resolve("cache"), "in the way");
    SynthesisJob job = counting("m", 7);
    String key = job.key(new ToolVersion(0, 23, "0.23"));
    assertEquals(Map.of(key, new TreeMap<>(Map.of("LUT6", 7L))), run(queue(1), job));
  }

  @Test
  void run_moreJobsThanWorkers_eachUnderItsOwnKey() throws Exception {
    SynthesisQueue queue = queue(2);
    SynthesisJob[] jobs =
        Stream.of(1, 2, 3, 4, 5).map(n -> counting("m" + n, n)).toArray(SynthesisJob[]::new);
    Map<String, SortedMap<String, Long>> cells = run(queue, jobs);
    for (int i = 0; i < jobs.length; i++) {
      assertEquals(Map.of("LUT6", i + 1L), cells.get(jobs[i].key(queue.tool().version())));
    }
  }

  @Test
  void run_oneFails_othersAreStoppedAndNothingIsKept() throws Exception {
    Path pid = directory.resolve("pid");
    SynthesisJob endless = job("endless", "echo $$ > " + pid + "; exec sleep 600");
    SynthesisJob failing =
        job("failing", "while [ ! -s " + pid + " ]; do sleep 0.05; done; echo ERROR: no; exit 1");
    SynthesisQueue queue = queue(2);
    String message =
        assertThrows(ToolFailure.class, () -> run(queue, endless, failing)).getMessage();
    assertTrue(message.contains("synthesizing failing for xc7z020: ERROR: no"), message);
    assertFalse(alive(pid));
    assertNoEntries();
  }

  @Test
  void run_interrupted_stopsTheProcess() throws Exception {
    Path pid = directory.resolve("pid");
    SynthesisQueue queue = queue(1);
    AtomicReference<Throwable> outcome = new AtomicReference<>();
    Thread thread =
        new Thread(
            () ->
                outcome.set(
                    assertThrows(
                        InterruptedException.class,
                        () -> run(queue, job("m", "echo $$ > " + pid + "; exec sleep 600")))));
    thread.start();
    while (!Files.exists(pid) || Files.size(pid) == 0) {
      Thread.sleep(10);
    }
    thread.interrupt();
    thread.join();
    assertEquals(InterruptedException.class, outcome.get().getClass());
    assertFalse(alive(pid));
    assertNoEntries();
  }

  @Test
  void run_statisticsWithoutModule_isAnErrorAndNotKept() throws Exception {
    SynthesisQueue queue = queue(1);
    SynthesisJob odd = job("odd", "echo '{}' > stat.json");
    String message = assertThrows(IOException.class, () -> run(queue, odd)).getMessage();
    assertTrue(message.contains(" of odd: Yosys's statistics: "), message);
    assertNoEntries();
  }

  private static boolean alive(Path pid) throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).isPresent();
  }

  private void assertNoEntries() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("cache"))) {
      assertEquals(List.of(), files.filter(f -> f.toString().endsWith(".cells")).toList());
    }
  }
}
