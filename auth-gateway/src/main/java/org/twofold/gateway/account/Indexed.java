package org.twofold.gateway.account;

import reactor.core.publisher.Mono;

/** A collection that needs indexes before the first request. */
public interface Indexed {

  /** Makes those that are not there. */
  Mono<String> makeIndexes();
}
