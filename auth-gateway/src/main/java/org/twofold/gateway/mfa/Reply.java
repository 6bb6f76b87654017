package org.twofold.gateway.mfa;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the mfa-service answers about a code, before it is believed. */
record Reply(
    @Nullable String result,
    @Nullable Integer attemptsLeft,
    @Nullable Instant retryAt,
    @Nullable Boolean locked,
    @Nullable String factorId,
    @Nullable Long timeStep,
    @Nullable Integer slot,
    @Nullable Integer remaining,
    @Nullable Boolean clockOff) {

  /** The result; fails where it is none that we know. */
  Verification verification() {
    return switch (result) {
      case "ACCEPTED" -> new Verification.Accepted(factorId, timeStep, slot);
      case "WRONG" -> wrong(attemptsLeft, Boolean.TRUE.equals(clockOff));
      case "EXPIRED" -> new Verification.Expired();
      case "EXHAUSTED" -> new Verification.Exhausted();
      case "NOT_YET" -> new Verification.NotYet();
      case "DELAYED" -> new Verification.Delayed(retryAt);
      case null, default -> throw new UnavailableException();
    };
  }

  private static Verification wrong(@Nullable Integer attemptsLeft, boolean clockOff) {
    if (attemptsLeft == null || attemptsLeft < 0) {
      throw new UnavailableException();
    }
    return new Verification.Wrong(attemptsLeft, clockOff);
  }
}
