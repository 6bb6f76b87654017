package org.twofold.gateway.operator;

import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.account.Support.Removal;
import org.twofold.gateway.login.BearerSessions;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import reactor.core.publisher.Mono;

/**
 * What support is removing, in My Settings: its owner sees and stops it. Stopping needs no fresh
 * authentication: it changes nothing about how she logs in.
 */
@RestController
@RequestMapping("/api/v1/settings/security/removals")
class RemovalsController {

  private final BearerSessions bearer;
  private final FactorRemoval removal;

  RemovalsController(BearerSessions bearer, FactorRemoval removal) {
    this.bearer = bearer;
    this.removal = removal;
  }

  record RemovalAnswer(String removalId, String method, Instant dueAt) {

    static RemovalAnswer of(Removal removal) {
      return new RemovalAnswer(removal.id(), removal.method(), removal.dueAt());
    }
  }

  record RemovalsAnswer(List<RemovalAnswer> removals) {}

  @GetMapping
  Mono<RemovalsAnswer> removals(ServerWebExchange exchange) {
    return bearer
        .of(exchange)
        .map(
            session ->
                new RemovalsAnswer(
                    session.account().support().removals().stream()
                        .map(RemovalAnswer::of)
                        .toList()));
  }

  @DeleteMapping("/{removalId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> stop(@PathVariable String removalId, ServerWebExchange exchange) {
    return bearer
        .of(exchange)
        .flatMap(session -> removal.stop(session.account().id(), removalId))
        .filter(stopped -> stopped)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemName.NOT_FOUND)))
        .then();
  }
}
