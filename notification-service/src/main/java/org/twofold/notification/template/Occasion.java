package org.twofold.notification.template;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When and from where something was asked for or happened, as the recipient would say it. */
final class Occasion {

  /**
   * A browser and a system, as the fixed list has them. Nothing that a mail program could make a
   * link of.
   */
  private static final Pattern DEVICE =
      Pattern.compile("([A-Za-z0-9 ]{1,20}), ([A-Za-z0-9 ]{1,20})");

  private Occasion() {}

  /**
   * The sentence.
   *
   * @param key {@code asked} or {@code happened}
   */
  static String sentence(Words words, String key, Content content) {
    String time = time(words, content.when(), content.timeZone());
    return device(words, content.device())
        .map(device -> words.of(key + ".device", time, device))
        .orElseGet(() -> words.of(key, time));
  }

  /** Day, minute and zone, in the language of the words. */
  static String time(Words words, Instant at, String timeZone) {
    ZoneId zone = zone(timeZone);
    String local =
        DateTimeFormatter.ofPattern(words.of("time.pattern"), words.locale())
            .format(at.atZone(zone));
    return local + " (" + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId()) + ")";
  }

  private static Optional<String> device(Words words, @Nullable String device) {
    return Optional.ofNullable(device)
        .map(DEVICE::matcher)
        .filter(Matcher::matches)
        .map(names -> words.of("device", names.group(1), names.group(2)));
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}
