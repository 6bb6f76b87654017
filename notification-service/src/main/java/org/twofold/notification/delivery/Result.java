package org.twofold.notification.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.twofold.events.DeliveryState;
import org.twofold.events.Refusal;

/**
 * What became of one try.
 *
 * @param provider null where none was asked
 * @param refusal null where it was sent
 * @param pause before the next try, where there is to be one
 * @param reference under which the provider tells later what became of it
 */
record Result(
    DeliveryState state,
    @Nullable String provider,
    @Nullable Refusal refusal,
    @Nullable Duration pause,
    @Nullable String reference) {

  /** Whether no provider was asked because all were down lately: that counts as no try. */
  boolean isSpared() {
    return state == DeliveryState.RETRYING && provider == null;
  }

  static Result sent(String provider, @Nullable String reference) {
    return new Result(DeliveryState.SENT, provider, null, null, reference);
  }

  static Result late(@Nullable String provider) {
    return new Result(DeliveryState.EXPIRED, provider, null, null, null);
  }

  static Result failed(@Nullable String provider, Refusal why) {
    return new Result(DeliveryState.FAILED, provider, why, null, null);
  }

  static Result retrying(@Nullable String provider, Refusal why, Duration pause) {
    return new Result(DeliveryState.RETRYING, provider, why, pause, null);
  }
}
