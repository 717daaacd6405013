package org.skiptrim.spec;

/**
 * A spec that cannot be carried out; the message is one line that says where, what and the remedy.
 */
public final class SpecException extends Exception {
  private static final long serialVersionUID = 1;

  SpecException(String message) {
    super(message);
  }
}
