package org.skiptrim.training;

/** Hears how a training goes. */
public interface TrainingProgress {

  /** For callers that do not show progress. */
  TrainingProgress SILENT =
      new TrainingProgress() {
        @Override
        public void images(int epoch, int epochs, long done, long total) {}

        @Override
        public void epochDone(EpochRecord record, int epochs) {}
      };

  /**
   * Some images more were learned from.
   *
   * @param epoch counted from 1
   * @param done images of this epoch
   */
  void images(int epoch, int epochs, long done, long total);

  /** An epoch and its evaluation are done. */
  void epochDone(EpochRecord record, int epochs);
}
