package org.twofold.stack.deadletters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.twofold.events.Topic;
import org.twofold.events.Topics;
import org.twofold.stack.console.OperatorException;

/**
 * Which parked record: the topic of its event and its offset in the dead-letter topic, which has
 * one partition. Written {@code login-attempted@12}.
 */
public record LetterId(Topic<?> topic, long offset) {

  private static final Pattern FORM = Pattern.compile("([a-z-]+)@(\\d{1,18})");

  /**
   * Reads it as it is written.
   *
   * @throws OperatorException if it is none
   */
  public static LetterId parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new OperatorException(
          text
              + " names no parked record: it looks like login-attempted@12. ./twofold dead-letters"
              + " list shows them.");
    }
    return new LetterId(topic(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  /**
   * The topic of that name.
   *
   * @throws OperatorException if there is none
   */
  public static Topic<?> topic(String name) {
    try {
      return Topics.named(name);
    } catch (IllegalArgumentException e) {
      throw new OperatorException(
          "There is no topic " + name + ". A topic is called like login-attempted.", e);
    }
  }

  @Override
  public String toString() {
    return topic.name() + "@" + offset;
  }
}
