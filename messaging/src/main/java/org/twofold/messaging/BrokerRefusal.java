package org.twofold.messaging;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a broker that refuses, which lasts until somebody mends it, from one that is away, and says
 * which setting or right it is. Topics and groups are no secrets.
 */
public final class BrokerRefusal {

  private static final String WHO_GRANTS =
      " The deployment step grants what a service needs; nothing is lost meanwhile.";

  private BrokerRefusal() {}

  /** A sentence for the log; empty where the broker refused nothing. */
  public static Optional<String> sentence(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case AuthenticationException _ -> {
          return Optional.of(notIdentified());
        }
        case TopicAuthorizationException topics -> {
          return Optional.of(
              "The broker does not let this service do what it asks of the topics "
                  + names(topics.unauthorizedTopics())
                  + "."
                  + WHO_GRANTS);
        }
        case GroupAuthorizationException group -> {
          return Optional.of(
              "The broker does not let this service read as group "
                  + group.groupId()
                  + "."
                  + WHO_GRANTS);
        }
        case AuthorizationException other -> {
          return Optional.of(
              "The broker does not let this service do what it asks ("
                  + other.getClass().getSimpleName()
                  + ")."
                  + WHO_GRANTS);
        }
        default -> {
          // the next cause may tell
        }
      }
    }
    return Optional.empty();
  }

  /** A sentence for a service whom the broker does not know. */
  static String notIdentified() {
    return "The broker does not take this service for who it says it is. Its user and password"
        + " stand in spring.kafka.properties.sasl.jaas.config, how they are said in"
        + " spring.kafka.security.protocol and spring.kafka.properties.sasl.mechanism. Nothing is"
        + " lost meanwhile.";
  }

  private static String names(Set<String> topics) {
    return String.join(", ", new TreeSet<>(topics));
  }
}
