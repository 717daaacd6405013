package org.skiptrim.network;

/** What a graph looks like while it learns; its parameters are the same in both forms. */
public interface LearningForm {
  /** No other. */
  LearningForm AS_IT_IS =
      new LearningForm() {
        @Override
        public Network<RealOp> learning(Network<RealOp> plain) {
          return plain;
        }

        @Override
        public Network<RealOp> plain(Network<RealOp> learning) {
          return learning;
        }
      };

  /** From the graph in which skips are found and removed. */
  Network<RealOp> learning(Network<RealOp> plain);

  /** Back to that. */
  Network<RealOp> plain(Network<RealOp> learning);
}
