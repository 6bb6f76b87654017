package org.twofold.stack.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of an address. */
record Query(Map<String, String> parameters) {

  /**
   * Those of a request.
   *
   * @throws IllegalArgumentException if it is not well formed
   */
  static Query of(HttpExchange exchange) {
    Map<String, String> parameters = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw != null && !raw.isEmpty()) {
      for (String pair : raw.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        parameters.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
      }
    }
    return new Query(Map.copyOf(parameters));
  }

  /** A number begins with a plus, which in a query is a space: both are taken for it. */
  Optional<String> recipient() {
    return parameter("to").map(to -> to.startsWith(" ") ? "+" + to.strip() : to);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
