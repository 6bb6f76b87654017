package org.twofold.notification.sms;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Refusal;

/** Classifies what an HTTP API answered, once, at its edge (RFC 9110, section 15). */
final class HttpRefusal {

  /** No provider stops us for longer by a word. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private HttpRefusal() {}

  /** What a status other than 2xx means. */
  static Refusal of(int status) {
    return switch (status) {
      case 429 -> Refusal.THROTTLED;
      // a matter between the provider and us, or one of time: another may do better
      case 401, 402, 403, 407, 408, 425 -> Refusal.TRANSIENT;
      default -> status / 100 == 4 ? Refusal.PERMANENT : Refusal.TRANSIENT;
    };
  }

  /** What Retry-After says, as seconds or a date; null where it says nothing. */
  static @Nullable Duration pause(HttpHeaders headers, Instant now) {
    return headers
        .firstValue("Retry-After")
        .map(value -> pause(value.strip(), now))
        .filter(pause -> !pause.isNegative())
        .map(pause -> pause.compareTo(LONGEST) > 0 ? LONGEST : pause)
        .orElse(null);
  }

  private static Duration pause(String value, Instant now) {
    if (value.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      return Duration.between(
          now, ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Duration.ofSeconds(-1);
    }
  }
}
