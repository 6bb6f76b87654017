package org.twofold.stack.accounts;

/** The gateway does not take accounts in this way, or not from us. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;

  private final int status;

  RefusedException(int status) {
    super("status " + status);
    this.status = status;
  }

  /** Whether this gateway was built before it had the path. */
  boolean isUnknownPath() {
    return status == NOT_FOUND;
  }

  /** Why, for a sentence. */
  String reason() {
    return switch (status) {
      case UNAUTHORIZED -> "it does not take the operator's token of this data folder";
      case NOT_FOUND -> "this build of it has no import yet";
      default -> "it answered " + status;
    };
  }
}
