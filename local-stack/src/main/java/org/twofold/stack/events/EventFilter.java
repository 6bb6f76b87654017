package org.twofold.stack.events;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.twofold.events.Topic;
import org.twofold.events.Topics;
import org.twofold.stack.console.OperatorException;

/**
 * Which events are shown.
 *
 * @param type as the operator wrote it; empty for all
 * @param userId empty for everybody's
 */
public record EventFilter(Optional<String> type, Optional<String> userId) {

  /**
   * The topics to read.
   *
   * @throws OperatorException if there is no such type
   */
  List<Topic<?>> topics() {
    if (type.isEmpty()) {
      return Topics.all();
    }
    String name = kebabCase(type.get());
    List<Topic<?>> found =
        Topics.all().stream().filter(topic -> topic.name().equals(name)).toList();
    if (found.isEmpty()) {
      Stream<String> names = Topics.all().stream().map(topic -> topic.type().getSimpleName());
      throw new OperatorException(
          "There is no event "
              + type.get()
              + ". There are: "
              + String.join(", ", names.toList())
              + ".");
    }
    return found;
  }

  private static String kebabCase(String text) {
    return text.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  boolean accepts(ShownEvent event) {
    return userId.isEmpty() || userId.get().equals(event.json().path("userId").asString(""));
  }
}
