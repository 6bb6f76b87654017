package org.twofold.notification.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Method;
import org.twofold.events.Refusal;

/**
 * The providers of one method in the order in which they are asked: as configured, those that
 * failed lately last, those whose breaker is open not at all.
 */
public final class Route implements AutoCloseable {

  private final Method method;
  private final List<Stop> stops;
  private final InstantSource clock;

  private record Stop(Channel channel, Breaker breaker) {}

  /** EMAIL or SMS, by these. */
  public Route(Method method, List<? extends Channel> channels, InstantSource clock) {
    this.method = method;
    this.stops = channels.stream().map(channel -> new Stop(channel, new Breaker())).toList();
    this.clock = clock;
  }

  /** Which method. */
  public Method method() {
    return method;
  }

  /** Hands a message to the first that takes it. What one refuses for good, no other is asked. */
  public Receipt send(Dispatch dispatch) {
    Receipt last = new Receipt.Refused(null, Refusal.NO_PROVIDER, null);
    Instant now = clock.instant();
    // sorting is stable: within both groups the configured order stays
    List<Stop> order =
        stops.stream()
            .sorted(Comparator.comparing((Stop stop) -> stop.breaker().isIll(now)))
            .toList();
    for (Stop stop : order) {
      last = ask(stop, dispatch, last);
      if (!(last instanceof Receipt.Refused refused) || refused.why() == Refusal.PERMANENT) {
        return last;
      }
    }
    return last;
  }

  private Receipt ask(Stop stop, Dispatch dispatch, Receipt last) {
    if (!stop.breaker().admits(clock.instant())) {
      Duration pause = stop.breaker().pause(clock.instant());
      return last instanceof Receipt.Refused(String name, Refusal why, Duration p) && name != null
          ? last
          : new Receipt.Refused(stop.channel().name(), Refusal.TRANSIENT, pause);
    }
    Receipt receipt = null;
    try {
      receipt = stop.channel().send(dispatch);
      return receipt;
    } finally {
      learn(stop.breaker(), receipt);
    }
  }

  /** Null where the channel threw. */
  private void learn(Breaker breaker, @Nullable Receipt receipt) {
    switch (receipt) {
      case Receipt.Taken taken -> breaker.succeeded();
      case Receipt.Late late -> breaker.spared();
      case Receipt.Refused(String name, Refusal why, Duration pause) -> {
        if (why == Refusal.PERMANENT) {
          breaker.succeeded();
        } else {
          breaker.failed(clock.instant(), pause);
        }
      }
      case null -> breaker.failed(clock.instant(), null);
    }
  }

  @Override
  public void close() {
    stops.forEach(stop -> stop.channel().close());
  }
}
