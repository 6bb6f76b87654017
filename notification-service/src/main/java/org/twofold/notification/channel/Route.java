package org.twofold.notification.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twofold.events.Method;
import org.twofold.events.Refusal;

/**
 * The providers of one method in the order in which they are asked: as configured, those that
 * failed lately last, those whose breaker is open not at all.
 */
public final class Route implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Route.class);

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
      Receipt answer = ask(stop, dispatch, last);
      if (!(answer instanceof Receipt.Refused refused) || refused.why() == Refusal.PERMANENT) {
        return answer;
      }
      last = isNotForIt(answer) && mayTakeItLater(last) ? last : answer;
    }
    return last;
  }

  /** Whether this provider never takes such, whatever others do. */
  private static boolean isNotForIt(Receipt answer) {
    return answer instanceof Receipt.Refused refused && refused.why() == Refusal.ADDRESS_NOT_ASCII;
  }

  private static boolean mayTakeItLater(Receipt last) {
    return last instanceof Receipt.Refused refused
        && refused.why() != Refusal.NO_PROVIDER
        && !isNotForIt(last);
  }

  private Receipt ask(Stop stop, Dispatch dispatch, Receipt last) {
    if (!stop.breaker().admits(clock.instant())) {
      return notAsked(last, stop.breaker().pause(clock.instant()));
    }
    Receipt receipt = send(stop.channel(), dispatch);
    learn(stop.breaker(), receipt);
    return receipt;
  }

  /** What another said before counts; else nobody was asked, until the first may be again. */
  private static Receipt notAsked(Receipt last, Duration pause) {
    return switch (last) {
      case Receipt.Refused(String name, Refusal why, Duration other)
          when !isNotForIt(last) && name != null || other != null && other.compareTo(pause) < 0 ->
          last;
      default -> new Receipt.Refused(null, Refusal.TRANSIENT, pause);
    };
  }

  private static Receipt send(Channel channel, Dispatch dispatch) {
    try {
      return channel.send(dispatch);
    } catch (RuntimeException e) {
      // a fault of ours with this provider; its words could quote what it was about
      LOG.warn("Provider {} failed: {}", channel.name(), e.getClass().getName());
      return new Receipt.Refused(channel.name(), Refusal.TRANSIENT);
    }
  }

  private void learn(Breaker breaker, Receipt receipt) {
    switch (receipt) {
      case Receipt.Taken taken -> breaker.succeeded();
      case Receipt.Late late -> breaker.spared();
      case Receipt.Refused(String name, Refusal why, Duration pause)
          when why == Refusal.PERMANENT || isNotForIt(receipt) ->
          breaker.succeeded();
      case Receipt.Refused refused -> breaker.failed(clock.instant(), refused.pause());
    }
  }

  @Override
  public void close() {
    stops.forEach(stop -> stop.channel().close());
  }
}
