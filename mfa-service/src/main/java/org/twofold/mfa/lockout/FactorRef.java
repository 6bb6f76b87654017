package org.twofold.mfa.lockout;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Method;

/**
 * Names a factor of a user, whatever challenge or login it is tried in.
 *
 * @param userId whose
 * @param method which
 */
public record FactorRef(String userId, Method method) {

  /** Every factor that a user can have. */
  static List<FactorRef> allOf(String userId) {
    return Stream.of(Method.values())
        .filter(method -> method != Method.UNKNOWN)
        .map(method -> new FactorRef(userId, method))
        .toList();
  }

  /**
   * The user of an event, which must name one.
   *
   * @throws IllegalArgumentException if it does not
   */
  static String owner(@Nullable String userId) {
    if (userId == null) {
      throw new IllegalArgumentException("An event about a factor names no user");
    }
    return userId;
  }

  /** The id of its document, and the aggregate of its events. */
  String id() {
    return userId + ":" + method.name();
  }
}
