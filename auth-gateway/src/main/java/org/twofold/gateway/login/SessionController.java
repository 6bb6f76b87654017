package org.twofold.gateway.login;

import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.account.Accounts;
import reactor.core.publisher.Mono;

/** "Session" of the API. */
@RestController
@RequestMapping("/api/v1/session")
class SessionController {

  private final BearerSessions bearer;
  private final SessionAuthenticator sessions;
  private final Accounts accounts;

  SessionController(BearerSessions bearer, SessionAuthenticator sessions, Accounts accounts) {
    this.bearer = bearer;
    this.sessions = sessions;
    this.accounts = accounts;
  }

  record SessionAnswer(
      String email,
      String locale,
      String timeZone,
      String aal,
      List<String> amr,
      Instant authenticatedAt,
      Instant expiresAt) {

    /** Nothing of the address. */
    @Override
    public String toString() {
      return "SessionAnswer[•••]";
    }
  }

  @GetMapping
  Mono<SessionAnswer> session(ServerWebExchange exchange) {
    return bearer
        .of(exchange)
        .map(
            session ->
                new SessionAnswer(
                    accounts.addressOf(session.account()).canonical(),
                    session.account().locale(),
                    session.account().timeZone(),
                    session.aal().name(),
                    session.amr(),
                    session.authenticatedAt(),
                    session.expiresAt()));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> logOut(ServerWebExchange exchange) {
    return bearer.of(exchange).flatMap(sessions::logOut).then();
  }
}
