package org.twofold.mfa.lockout;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.twofold.events.Method;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells the gateway which factors take no code now. */
@RestController
@RequestMapping("/internal/v1/users/{userId}/factors")
class FactorController {

  private final Lockout lockout;

  FactorController(Lockout lockout) {
    this.lockout = lockout;
  }

  record Closed(Method method, @Nullable Instant lockedUntil, boolean locked) {

    static Closed of(FactorRef factor, Gate.Closed gate) {
      return new Closed(factor.method(), gate.until(), gate.until() == null);
    }
  }

  record Answer(List<Closed> factors) {}

  @GetMapping
  Mono<Answer> closed(@PathVariable @Identifier String userId) {
    return Flux.fromIterable(FactorRef.allOf(userId))
        .concatMap(
            factor ->
                lockout
                    .state(factor)
                    .ofType(Gate.Closed.class)
                    .map(gate -> Closed.of(factor, gate)))
        .collectList()
        .map(Answer::new);
  }
}
