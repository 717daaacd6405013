package org.skiptrim.export;

/** That a format cannot say what a node does; the message goes on after the node's name. */
final class Unsaid extends RuntimeException {
  private static final long serialVersionUID = 1;

  Unsaid(String message) {
    super(message);
  }
}
