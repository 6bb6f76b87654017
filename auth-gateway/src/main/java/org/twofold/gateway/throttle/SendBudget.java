package org.twofold.gateway.throttle;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.account.AddressBook;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Mono;

/**
 * Counts codes that are sent to a proven destination (F1, a), exactly: each is taken by
 * compare-and-set before it is asked for.
 */
@Component
public class SendBudget {

  /** Each round one of those at once wins, and there are no more winners than the limit. */
  private static final int ROUNDS = 100;

  private final OutboxCollection<Sends> documents;
  private final AddressBook addresses;
  private final SendingSettings settings;
  private final Clock clock;

  SendBudget(
      OutboxCollections collections,
      AddressBook addresses,
      SendingSettings settings,
      Environment environment,
      Clock clock) {
    if (!settings.enabled() && !environment.acceptsProfiles(Profiles.of("local"))) {
      throw new IllegalStateException(
          "twofold.sending.limits.enabled=false is for the local profile only: without limits"
              + " anybody can have messages sent without end. Remove the setting.");
    }
    this.documents = collections.of("sends", Sends.class);
    this.addresses = addresses;
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether one more may be sent. */
  public sealed interface Answer {

    /**
     * It may, and is counted.
     *
     * @param at as which it is counted
     */
    record Granted(Instant at) implements Answer {}

    /**
     * It may not.
     *
     * @param until when it may
     */
    record Full(Instant until) implements Answer {}
  }

  /** Takes one; never empty. */
  public Mono<Answer> take(String userId, Method channel, String destination) {
    if (!settings.enabled()) {
      return Mono.just(new Answer.Granted(clock.instant()));
    }
    String id = addresses.destinationIndex(channel, userId + " " + destination);
    return Mono.defer(
            () ->
                documents
                    .find(id)
                    .defaultIfEmpty(new Sends(id, List.of(), 0))
                    .flatMap(this::tryOnce))
        .repeatWhenEmpty(ROUNDS, rounds -> rounds);
  }

  /** Gives one back for which nothing was sent after all. */
  public Mono<Void> giveBack(
      String userId, Method channel, String destination, Answer.Granted taken) {
    String id = addresses.destinationIndex(channel, userId + " " + destination);
    return Mono.defer(
            () -> documents.find(id).flatMap(read -> uncount(read, taken)).defaultIfEmpty(true))
        .filter(done -> done)
        .repeatWhenEmpty(ROUNDS, rounds -> rounds)
        .then();
  }

  /** False where another came between. */
  private Mono<Boolean> uncount(Sends read, Answer.Granted taken) {
    List<Instant> left = new ArrayList<>(read.at());
    return left.remove(taken.at())
        ? documents.update(
            read.id(),
            where("version").is(read.version()),
            new Update().set("at", left).set("version", read.version() + 1))
        : Mono.just(true);
  }

  private Mono<Answer> tryOnce(Sends read) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Instant> full =
        settings.most().stream()
            .map(limit -> fullUntil(read, limit, now))
            .flatMap(Optional::stream)
            .max(Instant::compareTo);
    return full.<Mono<Answer>>map(until -> Mono.just(new Answer.Full(until)))
        .orElseGet(() -> count(read, now).filter(won -> won).map(won -> new Answer.Granted(now)));
  }

  private static Optional<Instant> fullUntil(Sends read, SendingSettings.Limit limit, Instant now) {
    List<Instant> counted =
        read.at().stream().filter(at -> at.plus(limit.within()).isAfter(now)).toList();
    return counted.size() < limit.messages()
        ? Optional.empty()
        : Optional.of(counted.get(counted.size() - limit.messages()).plus(limit.within()));
  }

  private Mono<Boolean> count(Sends read, Instant now) {
    Duration longest =
        settings.most().stream()
            .map(SendingSettings.Limit::within)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    List<Instant> at =
        Stream.concat(
                read.at().stream().filter(sent -> sent.plus(longest).isAfter(now)), Stream.of(now))
            .toList();
    Instant keepUntil = now.plus(longest);
    if (read.version() == 0) {
      return documents.insertIfAbsent(new Sends(read.id(), at, 1), keepUntil);
    }
    return documents.update(
        read.id(),
        where("version").is(read.version()),
        new Update()
            .set("at", at)
            .set("version", read.version() + 1)
            .set("keepUntil", keepUntil)
            .set("deleteAt", keepUntil));
  }
}
