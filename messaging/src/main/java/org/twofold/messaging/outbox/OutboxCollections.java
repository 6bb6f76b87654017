package org.twofold.messaging.outbox;

import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.twofold.messaging.EventCodec;

/** Makes the collections of a service that carry events; the sweep looks after all of them. */
public final class OutboxCollections {

  private final ReactiveMongoTemplate mongo;
  private final EventCodec codec;
  private final OutboxRelay relay;
  private final InstantSource clock;
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  OutboxCollections(
      ReactiveMongoTemplate mongo, EventCodec codec, OutboxRelay relay, InstantSource clock) {
    this.mongo = mongo;
    this.codec = codec;
    this.relay = relay;
    this.clock = clock;
  }

  /**
   * The collection of that name.
   *
   * @param type a record with an {@code id}
   */
  public <T> OutboxCollection<T> of(String name, Class<T> type) {
    names.add(name);
    return new OutboxCollection<>(name, type, mongo, codec, relay, clock);
  }

  Set<String> names() {
    return Set.copyOf(names);
  }
}
