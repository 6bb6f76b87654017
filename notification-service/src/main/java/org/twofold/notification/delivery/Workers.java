package org.twofold.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.twofold.events.Topic;
import org.twofold.events.Topics;
import org.twofold.messaging.Parking;
import org.twofold.notification.channel.Route;
import org.twofold.notification.queue.Loop;
import org.twofold.notification.queue.Queues;

/**
 * The workers of each method. Every method has groups of its own, so that a dead mail server never
 * holds up a text message: both read every event, each sends only its own. Codes are shared out
 * record by record (a share group); notices and retries come by an ordinary group.
 */
@Component
class Workers implements SmartLifecycle {

  /** After the switches were read, before the web server. */
  static final int PHASE = 10;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Queues queues;
  private final List<Route> routes;
  private final Round round;
  private final Parking parking;
  private final DeliverySettings settings;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Loop> loops = new ArrayList<>();

  Workers(
      Queues queues,
      List<Route> routes,
      Round round,
      Parking parking,
      DeliverySettings settings,
      Clock clock) {
    this.queues = queues;
    this.routes = routes;
    this.round = round;
    this.parking = parking;
    this.settings = settings;
    this.clock = clock;
  }

  /** The share group of a method. */
  private static String group(Route route) {
    return "notification-" + route.method().name().toLowerCase(Locale.ROOT);
  }

  /** Notices, which are due at once and hold up no code, and whatever is tried again. */
  private static List<String> dueTopics() {
    return Stream.concat(
            Tasks.notices().stream().map(Topic::name), Tasks.topics().stream().map(Topic::retry))
        .toList();
  }

  @Override
  public void start() {
    for (Route route : routes) {
      Intake intake = new Intake(round, route, parking);
      for (int i = 1; i <= settings.workers(); i++) {
        loops.add(queues.worker(group(route), i, Topics.CHALLENGE_ISSUED, intake, threads));
      }
      loops.add(
          queues.reader(group(route) + "-due", dueTopics(), intake, threads, settings.workers()));
    }
    loops.forEach(Loop::start);
  }

  @Override
  public void stop() {
    loops.forEach(Loop::stop);
    Instant end = clock.instant().plus(PATIENCE);
    loops.forEach(loop -> loop.join(Duration.between(clock.instant(), end)));
    loops.clear();
  }

  @Override
  public boolean isRunning() {
    return !loops.isEmpty();
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
