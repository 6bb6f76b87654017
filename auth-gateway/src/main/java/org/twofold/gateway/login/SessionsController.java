package org.twofold.gateway.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import reactor.core.publisher.Mono;

/** The signed-in devices, in the API. */
@RestController
@RequestMapping("/api/v1/sessions")
class SessionsController {

  private final BearerSessions bearer;
  private final Sessions sessions;

  SessionsController(BearerSessions bearer, Sessions sessions) {
    this.bearer = bearer;
    this.sessions = sessions;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SessionsAnswer(List<Sessions.SignedIn> sessions) {}

  @GetMapping
  Mono<SessionsAnswer> sessions(ServerWebExchange exchange) {
    return bearer.of(exchange).flatMap(sessions::of).map(SessionsAnswer::new);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> end(@PathVariable String id, ServerWebExchange exchange) {
    return bearer
        .of(exchange)
        .flatMap(session -> sessions.end(session, id))
        .filter(ended -> ended)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemName.NOT_FOUND)))
        .then();
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> endOthers(ServerWebExchange exchange) {
    return bearer.of(exchange).flatMap(sessions::endOthers);
  }
}
