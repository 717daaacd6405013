package org.skiptrim.storage;

/** Hears how a long piece of work goes; how that is shown is the listener's business. */
public interface ProgressListener {
  /** For callers that do not show progress. */
  ProgressListener SILENT =
      new ProgressListener() {
        @Override
        public void progress(String what, long done, long total, String unit) {}

        @Override
        public void note(String line) {}
      };

  /**
   * Reports progress, often: a listener that draws should skip reports that come too fast.
   *
   * @param what the work, in a few words, such as {@code "downloading CIFAR-10"}
   * @param done how much is done, in units
   * @param total how much there is in all, or −1 if that is not known
   * @param unit what is counted, such as {@code images}; may be empty
   */
  void progress(String what, long done, long total, String unit);

  /** A line worth keeping, such as an epoch's figures. */
  void note(String line);
}
