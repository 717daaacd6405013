package org.skiptrim.onnx;

/** What of a node cannot be taken over; its reader adds the node's name. */
final class Unsupported extends Exception {
  private static final long serialVersionUID = 1;

  Unsupported(String what) {
    super(what);
  }
}
