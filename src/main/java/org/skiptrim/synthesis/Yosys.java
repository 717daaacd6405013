package org.skiptrim.synthesis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.skiptrim.device.Device;
import org.skiptrim.device.Utilization;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.RtlInstance;
import org.skiptrim.storage.ProgressListener;

/**
 * Synthesizes designs with Yosys. Results stay in a cache, so a second time is instant, and two
 * designs share the modules that they have in common.
 *
 * @param tool Yosys itself
 * @param cache where results and logs stay
 * @param jobs how many Yosys processes run at a time, each on one core with up to 0.5 GB
 */
public record Yosys(InstalledTool tool, Path cache, int jobs) {

  /** Checks the number of jobs. */
  public Yosys {
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs is " + jobs + ", must be at least 1");
    }
  }

  /**
   * Synthesizes a design.
   *
   * @param method each distinct module once (seconds to minutes) or all at once (minutes to hours)
   * @param progress hears how many modules of how many are done
   * @throws ToolFailure if Yosys fails; names the module and the log
   */
  public Synthesis synthesize(
      RtlDesign design, Device device, Utilization.Method method, ProgressListener progress)
      throws IOException, InterruptedException {
    return switch (method) {
      case SYNTHESIZED_BY_PARTS -> byParts(design, device, progress);
      case SYNTHESIZED_FLAT -> flat(design, device, progress);
      case ESTIMATED, ROUTED ->
          throw new IllegalArgumentException("synthesis does not make figures that are " + method);
    };
  }

  private Synthesis byParts(RtlDesign design, Device device, ProgressListener progress)
      throws IOException, InterruptedException {
    ModuleSources sources = new ModuleSources(design);
    Map<String, SynthesisJob> jobByKey = new LinkedHashMap<>();
    Map<String, List<RtlInstance>> instancesByKey = new LinkedHashMap<>();
    for (RtlInstance instance : design.instances()) {
      SynthesisJob job = SynthesisJob.ofInstance(design, sources, instance, device);
      String key = job.key(tool.version());
      jobByKey.putIfAbsent(key, job);
      instancesByKey.computeIfAbsent(key, k -> new ArrayList<>()).add(instance);
    }
    Map<String, SortedMap<String, Long>> cells = run(jobByKey.values(), device, progress);
    List<Synthesis.Part> parts = new ArrayList<>();
    Utilization total = Utilization.none(Utilization.Method.SYNTHESIZED_BY_PARTS);
    for (Map.Entry<String, List<RtlInstance>> same : instancesByKey.entrySet()) {
      Synthesis.Part part = part(device, same.getValue(), cells.get(same.getKey()));
      parts.add(part);
      total = total.plus(part.all());
    }
    return new Synthesis(device, total, parts);
  }

  private static Synthesis.Part part(
      Device device, List<RtlInstance> same, SortedMap<String, Long> cells) {
    RtlInstance first = same.get(0);
    return new Synthesis.Part(
        first.module(),
        first.parameters(),
        same.stream().map(RtlInstance::name).toList(),
        device.family().utilization(cells, Utilization.Method.SYNTHESIZED_BY_PARTS));
  }

  private Synthesis flat(RtlDesign design, Device device, ProgressListener progress)
      throws IOException, InterruptedException {
    SynthesisJob job = SynthesisJob.ofWhole(design, new ModuleSources(design), device);
    SortedMap<String, Long> cells =
        run(List.of(job), device, progress).get(job.key(tool.version()));
    return new Synthesis(
        device, device.family().utilization(cells, Utilization.Method.SYNTHESIZED_FLAT), List.of());
  }

  private Map<String, SortedMap<String, Long>> run(
      Collection<SynthesisJob> work, Device device, ProgressListener progress)
      throws IOException, InterruptedException {
    String what = "synthesizing for " + device.name();
    return new SynthesisQueue(tool, new SynthesisCache(cache), jobs).run(work, what, progress);
  }
}
