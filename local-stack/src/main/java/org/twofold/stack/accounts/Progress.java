package org.twofold.stack.accounts;

/**
 * How far an import is: all lines before were answered.
 *
 * @param of names the file as it was, and the stack
 * @param line the last that was answered
 * @param offset where the next begins, in bytes
 */
record Progress(String of, long line, long offset, Tally tally) {

  static Progress none(String of) {
    return new Progress(of, 0, 0, Tally.NONE);
  }

  /** After a line. */
  Progress after(Line next, LineAnswer.Status status) {
    return new Progress(of, next.number(), next.end(), tally.plus(status));
  }
}
