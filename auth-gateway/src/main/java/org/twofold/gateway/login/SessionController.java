package org.twofold.gateway.login;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.account.Contacts;
import org.twofold.gateway.client.Clients;
import org.twofold.gateway.password.PasswordRule;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import reactor.core.publisher.Mono;

/** "Session" of the API. */
@RestController
@RequestMapping("/api/v1/session")
class SessionController {

  private final BearerSessions bearer;
  private final SessionAuthenticator sessions;
  private final Contacts contacts;
  private final Reauthentication reauthentication;
  private final Clients clients;

  SessionController(
      BearerSessions bearer,
      SessionAuthenticator sessions,
      Contacts contacts,
      Reauthentication reauthentication,
      Clients clients) {
    this.bearer = bearer;
    this.sessions = sessions;
    this.contacts = contacts;
    this.reauthentication = reauthentication;
    this.clients = clients;
  }

  record PasswordRequest(@Nullable String password) {

    /** Nothing of it. */
    @Override
    public String toString() {
      return "PasswordRequest[•••]";
    }
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
                    contacts.address(session.account()).canonical(),
                    session.account().locale(),
                    session.account().timeZone(),
                    session.aal().name(),
                    session.amr(),
                    session.authenticatedAt(),
                    session.expiresAt()));
  }

  @PostMapping("/reauthentication")
  Mono<LoginAnswer> reauthenticate(
      @RequestBody PasswordRequest request, ServerWebExchange exchange) {
    return bearer
        .of(exchange)
        .flatMap(
            session ->
                reauthentication.begin(
                    session,
                    Fields.atMost("password", request.password(), PasswordRule.LONGEST),
                    clients.of(exchange)))
        .map(LoginAnswer::of)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemName.INVALID_CREDENTIALS)));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> logOut(ServerWebExchange exchange) {
    return bearer.of(exchange).flatMap(sessions::logOut).then();
  }
}
