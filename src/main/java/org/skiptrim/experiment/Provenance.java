package org.skiptrim.experiment;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.storage.Checksum;
import org.skiptrim.toolchain.InstalledTool;

/** Where a step's figures come from besides its settings: its {@code provenance.json}. */
final class Provenance {
  private final Map<String, String> facts = new TreeMap<>(Machine.facts());

  /** The images that were used. */
  void add(Dataset dataset) {
    facts.put("dataset", dataset.name());
    facts.put("dataset_train_sha256", Checksum.sha256(dataset.train().images()));
    facts.put("dataset_test_sha256", Checksum.sha256(dataset.test().images()));
  }

  /** A tool that was used. */
  void add(InstalledTool tool) {
    facts.put(tool.tool().command(), tool.version().toString());
  }

  /** Where the tensor library computed, and with how many threads. */
  void addEngine(ComputeDevice device, int threads) {
    facts.put("device", device.word());
    facts.put("threads", String.valueOf(threads));
  }

  void write(RunDirectory directory) throws IOException {
    directory.writeProvenance(facts);
  }
}
