package org.twofold.gateway.activity;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.List;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Mono;

/** The activities, one document a user, each of its entries there once. */
@Component
class Activities {

  /** Older ones are with the audit-service. */
  private static final int MOST = 200;

  private final OutboxCollection<Activity> documents;

  Activities(OutboxCollections collections) {
    this.documents = collections.of("activities", Activity.class);
  }

  /** Adds an entry; one that is there already changes nothing. */
  Mono<Boolean> add(String userId, Activity.Entry entry) {
    return documents
        .update(
            userId,
            where("entries.eventId").ne(entry.eventId()),
            new Update().push("entries").slice(-MOST).each(entry))
        .flatMap(added -> added ? Mono.just(true) : begin(userId, entry));
  }

  /** Adds an entry to a user's who most likely has none yet. */
  Mono<Boolean> addFirst(String userId, Activity.Entry entry) {
    return begin(userId, entry).flatMap(begun -> begun ? Mono.just(true) : add(userId, entry));
  }

  /** The first one; where there are others, it was there. */
  private Mono<Boolean> begin(String userId, Activity.Entry entry) {
    return documents.insertIfAbsent(new Activity(userId, List.of(entry)), null);
  }

  /** What is known of a user; empty where nothing is. */
  Mono<Activity> find(String userId) {
    return documents.find(userId);
  }

  /** Forgets a user. */
  Mono<Boolean> clear(String userId) {
    return documents.update(
        userId, where("entries").exists(true), new Update().set("entries", List.of()));
  }
}
