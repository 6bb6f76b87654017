package org.twofold.mfa.lockout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a code for a factor may be looked at. */
public sealed interface Gate {

  /** It may. */
  record Open() implements Gate {}

  /**
   * It may, and counts as a failure until it is known to be right.
   *
   * @param failures in a row, with this one
   * @param next when the next one may follow; null: at once, or not by itself where locked
   * @param locked whether this was the last one
   */
  record Counted(int failures, @Nullable Instant next, boolean locked) implements Gate {

    /** Whether something begins with it that its owner and the pages should know. */
    boolean closes() {
      return locked || next != null;
    }
  }

  /**
   * It may not; nothing was counted.
   *
   * @param until when it may; null: not by itself
   */
  record Closed(@Nullable Instant until) implements Gate {}
}
