package org.twofold.system;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happened, read back from the broker by the launcher as an operator reads it. */
final class Events {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Events() {}

  /** All of one user, in the order of their time. */
  static List<JsonNode> of(Stack.Running stack, Subscriber she) {
    return of(stack, she.email());
  }

  /** All of the user with that address or id, in the order of their time. */
  static List<JsonNode> of(Stack.Running stack, String addressOrId) {
    return parse(stack.run("events", "--user", addressOrId));
  }

  /** Those of one type. */
  static List<JsonNode> of(Stack.Running stack, Subscriber she, String type) {
    return parse(stack.run("events", "--user", she.email(), "--type", type));
  }

  private static List<JsonNode> parse(Stack.Printed printed) {
    return printed.lines().stream()
        .filter(line -> line.startsWith("{"))
        .map(JSON::readTree)
        .toList();
  }
}
