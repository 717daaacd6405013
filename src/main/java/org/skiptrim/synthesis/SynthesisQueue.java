package org.skiptrim.synthesis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.SideBySide;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.storage.TemporaryFolder;

/** Runs the synthesis jobs whose results are not in the cache, a few at a time. */
record SynthesisQueue(InstalledTool tool, SynthesisCache cache, int atATime) {
  private record Result(String key, SortedMap<String, Long> cells) {}

  /** The cell counts of each job by its key. The first failure stops all other jobs. */
  Map<String, SortedMap<String, Long>> run(
      Collection<SynthesisJob> jobs, String what, ProgressListener progress)
      throws IOException, InterruptedException {
    Map<String, SortedMap<String, Long>> cells = new HashMap<>();
    progress.progress(what, 0, jobs.size(), "modules");
    List<Callable<Result>> tasks = new ArrayList<>();
    jobs.forEach(job -> tasks.add(() -> result(job)));
    // Processes side by side often want the same modules: each begins with others, and finds what
    // another one has made.
    Collections.shuffle(tasks, new Random(ProcessHandle.current().pid()));
    new SideBySide(atATime)
        .run(
            tasks,
            result -> {
              cells.put(result.key, result.cells);
              progress.progress(what, cells.size(), jobs.size(), "modules");
            });
    return cells;
  }

  private Result result(SynthesisJob job) throws IOException, InterruptedException {
    String key = job.key(tool.version());
    Optional<SortedMap<String, Long>> known = cache.find(key);
    if (known.isPresent()) {
      return new Result(key, known.get());
    }
    SortedMap<String, Long> cells = synthesize(job, cache.log(key));
    try {
      cache.put(key, cells);
    } catch (IOException e) {
      // The cache's disk may be full: it is synthesized again the next time, that is all.
    }
    return new Result(key, cells);
  }

  private SortedMap<String, Long> synthesize(SynthesisJob job, Path log)
      throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.create("skiptrim-synthesis")) {
      return job.run(tool, folder.path(), log);
    }
  }
}
