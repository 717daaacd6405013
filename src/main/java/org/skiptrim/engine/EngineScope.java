package org.skiptrim.engine;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;

/**
 * Frees, when closed, every {@link Value} that this thread has made since it was opened. One scope
 * a training step keeps memory flat.
 */
public final class EngineScope implements AutoCloseable {
  private final PointerScope pointers = new PointerScope();
  private final AutoGradMode mode;

  private EngineScope(boolean gradients) {
    Engine.prepare();
    mode = new AutoGradMode(gradients);
  }

  /** A scope in which forward passes remember what a backward pass needs. */
  public static EngineScope training() {
    return new EngineScope(true);
  }

  /** A scope without gradients. */
  public static EngineScope inference() {
    return new EngineScope(false);
  }

  /** Forward passes remember nothing until this is closed; what they made stays in the scope. */
  public static NoGradient noGradient() {
    return new NoGradient();
  }

  /** A stretch without gradients inside a scope. */
  public static final class NoGradient implements AutoCloseable {
    private final AutoGradMode mode = new AutoGradMode(false);

    private NoGradient() {}

    @Override
    public void close() {
      mode.close();
    }
  }

  @Override
  public void close() {
    mode.close(); // which restores the mode from before
    pointers.close();
  }
}
