package org.twofold.gateway.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.http.HttpStatus;
import org.twofold.events.Method;
import org.twofold.gateway.mfa.Verification;

/**
 * What a page says of a code, or of another thing typed, that was not accepted.
 *
 * @param key of the sentence
 * @param values in their places in it
 */
public record CodeRefusal(HttpStatus status, String key, Object... values) {

  private static final long SOON = 2;

  /** What a used-up challenge stands in the way at most. */
  private static final long CHALLENGE_LIFE = 300;

  /** The code has not the form of one. */
  public static CodeRefusal malformed(Method method) {
    return new CodeRefusal(
        HttpStatus.BAD_REQUEST, method == Method.BACKUP_CODE ? "verify.backupForm" : "verify.form");
  }

  /** Codes cannot be checked just now. */
  public static CodeRefusal unavailable() {
    return new CodeRefusal(HttpStatus.SERVICE_UNAVAILABLE, "verify.unavailable");
  }

  /** A message was just sent. */
  public static CodeRefusal tooSoon(Duration pause) {
    return new CodeRefusal(
        HttpStatus.TOO_MANY_REQUESTS, "verify.tooSoon", Math.max(1, pause.toSeconds() + 1));
  }

  /** What was begun took too long, or was begun anew elsewhere. */
  public static CodeRefusal over() {
    return new CodeRefusal(HttpStatus.GONE, "verify.over");
  }

  /** Seconds to wait; negative where it does not apply. Every 429 and 503 has one. */
  long retryAfter() {
    return switch (status) {
      case SERVICE_UNAVAILABLE -> SOON;
      case TOO_MANY_REQUESTS ->
          values.length > 0 && values[0] instanceof Long wait ? wait : CHALLENGE_LIFE;
      default -> -1;
    };
  }

  /** Why a code was not accepted. */
  public static CodeRefusal of(Verification why, InstantSource clock) {
    return switch (why) {
      case Verification.Wrong wrong ->
          new CodeRefusal(
              HttpStatus.UNPROCESSABLE_CONTENT,
              wrong.clockOff() ? "verify.wrongClock" : "verify.wrong",
              wrong.attemptsLeft());
      case Verification.Expired expired -> new CodeRefusal(HttpStatus.GONE, "verify.expired");
      case Verification.NotYet notYet ->
          new CodeRefusal(HttpStatus.SERVICE_UNAVAILABLE, "verify.notYet");
      case Verification.Delayed(Instant until) when until != null ->
          new CodeRefusal(
              HttpStatus.TOO_MANY_REQUESTS,
              "verify.wait",
              Math.max(1, Duration.between(clock.instant(), until).plusMillis(999).toSeconds()));
      default -> new CodeRefusal(HttpStatus.TOO_MANY_REQUESTS, "verify.exhausted");
    };
  }
}
