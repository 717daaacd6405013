package org.skiptrim.storage;

/** Hears how far a long piece of work has come; how that is shown is the listener's business. */
@FunctionalInterface
public interface ProgressListener {
  /** For callers that do not show progress. */
  ProgressListener SILENT = (what, done, total) -> {};

  /**
   * Reports progress, often: a listener that draws should skip reports that come too fast.
   *
   * @param what the work, in a few words, such as {@code "downloading CIFAR-10"}
   * @param done how much is done, in the unit of {@code total} (bytes for a download)
   * @param total how much there is in all, or −1 if that is not known
   */
  void progress(String what, long done, long total);
}
