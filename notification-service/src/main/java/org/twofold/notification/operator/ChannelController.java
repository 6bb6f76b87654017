package org.twofold.notification.operator;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.twofold.events.ChannelSwitched;
import org.twofold.events.Method;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.EventPublisher;
import org.twofold.messaging.Outgoing;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Stops or starts a channel for everybody. */
@RestController
class ChannelController {

  private static final Map<String, Method> CHANNELS =
      Map.of("email", Method.EMAIL, "sms", Method.SMS);

  private final EventPublisher publisher;
  private final Clock clock;

  ChannelController(EventPublisher publisher, Clock clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  /** What is asked. */
  record Wish(@Nullable Boolean on) {}

  /** What is. */
  record State(String channel, boolean on) {}

  /** Answers once the broker has it; every worker hears of it then. */
  @PostMapping("/operator/v1/channels/{channel}")
  Mono<ResponseEntity<State>> turn(@PathVariable String channel, @RequestBody Wish wish) {
    Method method = CHANNELS.get(channel);
    if (method == null) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    Boolean on = wish.on();
    if (on == null) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "on must be true or false");
    }
    return Mono.fromFuture(() -> publisher.publish(Outgoing.of(name(method), event(method, on))))
        .subscribeOn(Schedulers.boundedElastic())
        .thenReturn(ResponseEntity.ok(new State(channel, on)))
        .onErrorReturn(
            ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .build());
  }

  private ChannelSwitched event(Method channel, boolean on) {
    String eventId = EventIds.next();
    return ChannelSwitched.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .setCorrelationId(eventId)
        .setAggregateId(name(channel))
        .setSequence(0)
        .setChannel(channel)
        .setOn(on)
        .build();
  }

  private static String name(Method channel) {
    return channel.name().toLowerCase(Locale.ROOT);
  }
}
