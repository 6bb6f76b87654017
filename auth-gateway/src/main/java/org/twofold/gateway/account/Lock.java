package org.twofold.gateway.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was last heard of a method's failures in a row (B5). The mfa-service decides; this is for
 * choosing another method and for telling.
 *
 * @param locked whether it opens no more by itself
 * @param until the end of its delay; null where there is none
 * @param sequence of the event that said so
 */
public record Lock(boolean locked, @Nullable Instant until, long sequence) {

  /** Whether codes of the method are refused now. */
  public boolean isClosed(Instant now) {
    return locked || until != null && until.isAfter(now);
  }

  /** When codes are taken again; null: not by itself. */
  public @Nullable Instant opensAt() {
    return locked ? null : until;
  }
}
