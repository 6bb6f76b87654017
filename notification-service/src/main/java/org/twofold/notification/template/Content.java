package org.twofold.notification.template;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a message says, in no words yet: each channel has its own.
 *
 * @param code null where it only tells of something
 * @param life how long the code still works
 * @param when it was asked for, or happened
 * @param device from where, browser and system joined by a comma; null where not known
 * @param timeZone IANA name, of the recipient
 * @param locale BCP 47 tag, of the recipient
 * @param links as they came: whoever writes them checks them
 */
public record Content(
    Matter matter,
    @Nullable String code,
    Duration life,
    Instant when,
    @Nullable String device,
    String timeZone,
    String locale,
    Links links) {

  /** With nothing to follow. */
  public Content(
      Matter matter,
      @Nullable String code,
      Duration life,
      Instant when,
      @Nullable String device,
      String timeZone,
      String locale) {
    this(matter, code, life, when, device, timeZone, locale, Links.NONE);
  }

  /** How long the code still works, for people. */
  long minutes() {
    return Math.max(1, Math.round(life.toSeconds() / 60.0));
  }

  /** Nothing of the code. */
  @Override
  public String toString() {
    return "Content[" + matter.key() + "]";
  }
}
