package org.twofold.notification.template;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When and from where something was asked for or happened, as the recipient would say it. */
final class Occasion {

  /**
   * A browser and a system, as the fixed list has them. Nothing that a mail program could make a
   * link of.
   */
  private static final Pattern DEVICE =
      Pattern.compile("[A-Za-z0-9 ]{1,40}(, [A-Za-z0-9 ]{1,40})?");

  private Occasion() {}

  /**
   * The sentence.
   *
   * @param key {@code asked} or {@code happened}
   */
  static String sentence(Words words, String key, Content content) {
    String time =
        DateTimeFormatter.ofPattern(words.of("time.pattern"), words.locale())
            .format(content.when().atZone(zone(content.timeZone())));
    return device(content.device())
        .map(device -> words.of(key + ".device", time, device))
        .orElseGet(() -> words.of(key, time));
  }

  private static Optional<String> device(@Nullable String device) {
    return Optional.ofNullable(device).filter(name -> DEVICE.matcher(name).matches());
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}
