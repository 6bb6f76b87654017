package org.twofold.gateway.login;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.problem.Bearer;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import reactor.core.publisher.Mono;

/** The session of an API request, by its bearer token. */
@Component
public class BearerSessions {

  private final SessionAuthenticator sessions;

  BearerSessions(SessionAuthenticator sessions) {
    this.sessions = sessions;
  }

  /** The session; fails with the problem {@code no-session} where the token opens none. */
  public Mono<Session> of(ServerWebExchange exchange) {
    return sessions
        .authenticate(Bearer.token(exchange))
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemName.NO_SESSION)));
  }
}
