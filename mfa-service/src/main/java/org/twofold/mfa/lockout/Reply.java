package org.twofold.mfa.lockout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway is answered about a code.
 *
 * @param result ACCEPTED, WRONG, EXPIRED, EXHAUSTED, NOT_YET or DELAYED
 * @param retryAt when the next code may come; null: at once, or not by itself where locked
 * @param factorId the authenticator whose code it was
 * @param timeStep of that authenticator, spent now
 * @param slot of the backup code
 * @param remaining backup codes left
 * @param clockOff whether a wrong code is one of some minutes away; told while an authenticator is
 *     set up only, since at a login it would tell a guesser of codes to come
 */
public record Reply(
    String result,
    @Nullable Integer attemptsLeft,
    @Nullable Instant retryAt,
    boolean locked,
    @Nullable String factorId,
    @Nullable Long timeStep,
    @Nullable Integer slot,
    @Nullable Integer remaining,
    boolean clockOff) {

  private static final String ACCEPTED = "ACCEPTED";

  /** The answer to that. */
  public static Reply of(Verification verification) {
    return switch (verification) {
      case Verification.Accepted accepted -> yes(null, null, null, null);
      case Verification.StepAccepted step -> yes(step.totpId(), step.timeStep(), null, null);
      case Verification.SlotAccepted slot -> yes(null, null, slot.slot(), slot.remaining());
      case Verification.Wrong wrong ->
          no("WRONG", wrong.attemptsLeft(), wrong.next(), wrong.locked(), wrong.clockOff());
      case Verification.Expired expired -> no("EXPIRED", null, null, false, false);
      case Verification.Exhausted exhausted -> no("EXHAUSTED", null, null, false, false);
      case Verification.NotYet notYet -> no("NOT_YET", null, null, false, false);
      case Verification.Delayed delayed ->
          no("DELAYED", null, delayed.until(), delayed.until() == null, false);
    };
  }

  private static Reply yes(
      @Nullable String factorId,
      @Nullable Long timeStep,
      @Nullable Integer slot,
      @Nullable Integer remaining) {
    return new Reply(ACCEPTED, null, null, false, factorId, timeStep, slot, remaining, false);
  }

  private static Reply no(
      String result,
      @Nullable Integer attemptsLeft,
      @Nullable Instant retryAt,
      boolean locked,
      boolean clockOff) {
    return new Reply(result, attemptsLeft, retryAt, locked, null, null, null, null, clockOff);
  }
}
