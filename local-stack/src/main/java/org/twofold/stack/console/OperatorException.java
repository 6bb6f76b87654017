package org.twofold.stack.console;

/** A failure that the operator reads as a sentence: what happened, what to do; no stack trace. */
public final class OperatorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a whole sentence. */
  public OperatorException(String sentence) {
    super(sentence);
  }

  /** With a whole sentence and what led to it. */
  public OperatorException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
