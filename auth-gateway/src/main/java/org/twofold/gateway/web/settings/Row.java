package org.twofold.gateway.web.settings;

import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A row of the page, and what its buttons do. */
interface Row {

  /** Where what they open stands. */
  Place place();

  /** By the last part of the path that a button posts to. */
  Map<String, Function<Visit, Mono<Step>>> buttons();
}
