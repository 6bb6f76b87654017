package org.twofold.messaging;

import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What happens when a listener fails. Where a database or the registry does not answer it is tried
 * until it does: an outage parks nothing. Everything else is tried three times more, then parked;
 * what is no event, at once.
 */
final class FailurePolicy {

  private static final long FIRST_MILLIS = 200;
  private static final long MOST_MILLIS = 5_000;
  private static final int TRIES = 3;

  private FailurePolicy() {}

  static DefaultErrorHandler errorHandler(Parking parking) {
    DefaultErrorHandler handler =
        new DefaultErrorHandler(
            (received, failure) -> Handling.finish(parking.park(bytes(received), reason(failure))),
            backOff(false));
    // those behind it are at hand: fetched again for each that is parked, a flood of forged records
    // would let two a second through
    handler.setSeekAfterError(false);
    handler.addNotRetryableExceptions(
        UnreadableEventException.class, IllegalArgumentException.class);
    handler.setBackOffFunction((received, failure) -> backOff(passes(failure)));
    return handler;
  }

  @SuppressWarnings("unchecked") // the only consumer factory here reads strings and bytes
  private static ConsumerRecord<String, byte[]> bytes(ConsumerRecord<?, ?> received) {
    return (ConsumerRecord<String, byte[]>) received;
  }

  private static BackOff backOff(boolean forEver) {
    ExponentialBackOff backOff = new ExponentialBackOff(FIRST_MILLIS, 2);
    backOff.setMaxInterval(MOST_MILLIS);
    if (!forEver) {
      backOff.setMaxAttempts(TRIES);
    }
    return backOff;
  }

  private static boolean passes(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException
          || cause.getClass().getName().startsWith("com.mongodb.Mongo")
          || cause.getClass().getName().startsWith("org.springframework.dao.DataAccessResource")
          || cause.getClass().getName().startsWith("org.apache.kafka.common.errors.Timeout")) {
        return true;
      }
    }
    return RegistryAbsence.explains(failure);
  }

  /** Only names of classes: a message could quote what it was about. */
  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof UnreadableEventException unreadable
        ? unreadable.reason().name()
        : root.getClass().getSimpleName();
  }
}
