package org.twofold.gateway.web;

import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.twofold.gateway.mfa.Verification;

/**
 * What a page says of a code that was not accepted.
 *
 * @param key of the sentence
 */
record CodeRefusal(HttpStatus status, String key, Object... values) {

  /** The code has not the form of one. */
  static CodeRefusal malformed() {
    return new CodeRefusal(HttpStatus.BAD_REQUEST, "verify.form");
  }

  /** Codes cannot be checked just now. */
  static CodeRefusal unavailable() {
    return new CodeRefusal(HttpStatus.SERVICE_UNAVAILABLE, "verify.unavailable");
  }

  static CodeRefusal of(Verification why) {
    return switch (why) {
      case Verification.Wrong wrong ->
          new CodeRefusal(HttpStatus.UNPROCESSABLE_CONTENT, "verify.wrong", wrong.attemptsLeft());
      case Verification.Expired expired -> new CodeRefusal(HttpStatus.GONE, "verify.expired");
      case Verification.NotYet notYet ->
          new CodeRefusal(HttpStatus.SERVICE_UNAVAILABLE, "verify.notYet");
      case Verification.Delayed(Instant until) when until != null ->
          new CodeRefusal(
              HttpStatus.TOO_MANY_REQUESTS,
              "verify.wait",
              Math.max(1, Duration.between(Instant.now(), until).toSeconds()));
      default -> new CodeRefusal(HttpStatus.TOO_MANY_REQUESTS, "verify.exhausted");
    };
  }
}
