package org.twofold.messaging;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerRetryAuthEvent.Reason;

/** Says once in a while, and not for each listener, what is wrong where the broker refuses them. */
final class RefusedListeners {

  private static final Logger LOG = LoggerFactory.getLogger(RefusedListeners.class);
  private static final Duration BETWEEN = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final Map<Reason, Instant> told = new EnumMap<>(Reason.class);

  RefusedListeners(InstantSource clock) {
    this.clock = clock;
  }

  @EventListener
  synchronized void on(ConsumerRetryAuthEvent refused) {
    Instant now = clock.instant();
    Instant before = told.get(refused.getReason());
    if (before == null || !now.isBefore(before.plus(BETWEEN))) {
      told.put(refused.getReason(), now);
      LOG.error(sentence(refused.getReason()));
    }
  }

  private static String sentence(Reason reason) {
    return reason == Reason.AUTHENTICATION
        ? BrokerRefusal.notIdentified()
        : "The broker does not let this service read: the line before this one names the topic or"
            + " group. The deployment step grants what a service needs; nothing is lost meanwhile.";
  }
}
