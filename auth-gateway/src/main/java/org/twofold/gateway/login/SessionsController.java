package org.twofold.gateway.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.place.Place;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import org.twofold.gateway.problem.ProblemWriter;
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

  record ShownSession(
      String id,
      boolean current,
      @Nullable String device,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String place,
      Instant authenticatedAt,
      Instant lastSeenAt) {

    static ShownSession of(Sessions.SignedIn session, String language) {
      return new ShownSession(
          session.id(),
          session.current(),
          session.device(),
          Place.in(language, session.place()),
          session.authenticatedAt(),
          session.lastSeenAt());
    }
  }

  record SessionsAnswer(List<ShownSession> sessions) {}

  @GetMapping
  Mono<SessionsAnswer> sessions(ServerWebExchange exchange) {
    String language = ProblemWriter.language(exchange).getLanguage();
    return bearer
        .of(exchange)
        .flatMap(sessions::of)
        .map(
            all ->
                new SessionsAnswer(
                    all.stream().map(session -> ShownSession.of(session, language)).toList()));
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
