package org.twofold.mfa.lockout;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.twofold.events.Method;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells the gateway which factors take no code now, and opens a locked one for it. */
@RestController
@RequestMapping("/internal/v1/users/{userId}/factors")
class FactorController {

  private final Lockout lockout;
  private final Unlocking unlocking;

  FactorController(Lockout lockout, Unlocking unlocking) {
    this.lockout = lockout;
    this.unlocking = unlocking;
  }

  record Opening(@Identifier String linkId, @NotNull Instant lockedBy) {}

  record Unlock(
      @Identifier String commandId,
      @NotBlank @Size(max = 64) String operator,
      @NotBlank @Size(max = 200) String reason) {}

  record Opened(boolean opened) {}

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

  /** One that is not locked, or was locked later than the link tells, stays as it is. */
  @PostMapping("/{method}/opening")
  Mono<Opened> open(
      @PathVariable @Identifier String userId,
      @PathVariable Method method,
      @Valid @RequestBody Opening opening) {
    return unlocking
        .unlock(
            new FactorRef(userId, method),
            new Unlocking.MailedLink(opening.linkId(), opening.lockedBy()))
        .map(Opened::new);
  }

  /** For support (D5); one that is not locked stays as it is. */
  @PostMapping("/{method}/unlocking")
  Mono<Opened> unlock(
      @PathVariable @Identifier String userId,
      @PathVariable Method method,
      @Valid @RequestBody Unlock unlock) {
    return unlocking
        .unlock(
            new FactorRef(userId, method),
            new Unlocking.Support(unlock.commandId(), unlock.operator(), unlock.reason()))
        .map(Opened::new);
  }
}
