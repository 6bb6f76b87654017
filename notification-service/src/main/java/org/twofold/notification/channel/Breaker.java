package org.twofold.notification.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how a provider fared, so that one that is down is not asked by every message (H5).
 *
 * <pre>
 * closed --3 failures in a row, or a pause asked for--> open --its pause is over--> one probe
 *    ^------------------------ success -------------------------------------------------|
 *                                        open, for longer <-- failure ------------------|
 * </pre>
 */
final class Breaker {

  private static final int MOST_FAILURES = 3;
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(60);

  /** How long it stays ill in the order of providers after its last failure. */
  private static final Duration CONVALESCENCE = Duration.ofSeconds(60);

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8),
          Duration.ofSeconds(10));

  private int failures;
  private int opened;
  private Instant lastFailure = Instant.MIN;
  private @Nullable Instant openUntil;
  private @Nullable Instant probeSince;

  /** May it be asked? A yes to an open one is its probe. */
  synchronized boolean admits(Instant now) {
    if (openUntil == null) {
      return true;
    }
    if (now.isBefore(openUntil)
        || probeSince != null && now.isBefore(probeSince.plus(PROBE_LIMIT))) {
      return false;
    }
    probeSince = now;
    return true;
  }

  /** When may it be asked again? */
  synchronized Duration pause(Instant now) {
    return openUntil == null || openUntil.isBefore(now)
        ? Duration.ZERO
        : Duration.between(now, openUntil);
  }

  /** Whether it failed lately: others are asked before it. */
  synchronized boolean isIll(Instant now) {
    return failures > 0 && now.isBefore(lastFailure.plus(CONVALESCENCE));
  }

  synchronized void succeeded() {
    failures = 0;
    opened = 0;
    openUntil = null;
    probeSince = null;
  }

  /**
   * It did not take a message that it may take later.
   *
   * @param asked the pause that it asked for
   */
  synchronized void failed(Instant now, @Nullable Duration asked) {
    failures++;
    lastFailure = now;
    boolean probed = probeSince != null;
    probeSince = null;
    if (asked != null) {
      openUntil = now.plus(asked);
    } else if (probed || openUntil == null && failures >= MOST_FAILURES) {
      openUntil = now.plus(PAUSES.get(Math.min(opened, PAUSES.size() - 1)));
      opened++;
    }
  }

  /** It was not asked in the end. */
  synchronized void spared() {
    probeSince = null;
  }
}
