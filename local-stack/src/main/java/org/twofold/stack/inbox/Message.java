package org.twofold.stack.inbox;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message as its one recipient got it.
 *
 * @param to an address, or a number in E.164
 * @param subject null for SMS
 * @param html null for SMS and for a mail of plain text
 * @param headers those of a mail, decoded; several of one name are joined by a new line
 */
record Message(
    String id,
    Channel channel,
    String to,
    @Nullable String subject,
    String text,
    @Nullable String html,
    Map<String, String> headers,
    Instant receivedAt) {

  private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");

  /** The way that it came. */
  enum Channel {
    EMAIL,
    SMS
  }

  /** Whether it was sent there; the case of ASCII letters does not count. */
  boolean isTo(String address) {
    return lowerCase(to).equals(lowerCase(address));
  }

  private static String lowerCase(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        lower.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return lower.toString();
  }

  /** The six digits that its reader looks for. */
  Optional<String> code() {
    Matcher matcher = CODE.matcher(subject == null ? text : subject + "\n" + text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }
}
