package org.twofold.gateway.login;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.events.Method;
import org.twofold.gateway.account.ChallengeSettings;
import org.twofold.gateway.client.Clients;
import org.twofold.gateway.password.PasswordRule;
import org.twofold.gateway.problem.Bearer;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import org.twofold.gateway.problem.Refusals;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** "Logging in" of the API. */
@RestController
@RequestMapping("/api/v1/logins")
class LoginController {

  private final PasswordLogin passwordLogin;
  private final LoginLookup lookup;
  private final LoginWatch watch;
  private final SendAgain sendAgain;
  private final SecondFactor secondFactor;
  private final Clients clients;
  private final ChallengeSettings challenges;
  private final Clock clock;

  LoginController(
      PasswordLogin passwordLogin,
      LoginLookup lookup,
      LoginWatch watch,
      SendAgain sendAgain,
      SecondFactor secondFactor,
      Clients clients,
      ChallengeSettings challenges,
      Clock clock) {
    this.passwordLogin = passwordLogin;
    this.lookup = lookup;
    this.watch = watch;
    this.sendAgain = sendAgain;
    this.secondFactor = secondFactor;
    this.clients = clients;
    this.challenges = challenges;
    this.clock = clock;
  }

  record PasswordRequest(@Nullable String email, @Nullable String password) {

    /** Nothing of it. */
    @Override
    public String toString() {
      return "PasswordRequest[•••]";
    }
  }

  record MethodRequest(@Nullable String method) {}

  record CodeRequest(@Nullable String method, @Nullable String code) {

    /** Nothing of it. */
    @Override
    public String toString() {
      return "CodeRequest[•••]";
    }
  }

  @PostMapping
  Mono<LoginAnswer> logIn(@RequestBody PasswordRequest request, ServerWebExchange exchange) {
    String email = Fields.atMost("email", request.email(), 320);
    String password = Fields.atMost("password", request.password(), PasswordRule.LONGEST);
    return passwordLogin
        .logIn(new PasswordLogin.Attempt(email, password, clients.of(exchange)))
        .map(LoginAnswer::of)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemName.INVALID_CREDENTIALS)));
  }

  @GetMapping("/{loginId}")
  Mono<LoginAnswer> login(@PathVariable String loginId, ServerWebExchange exchange) {
    return lookup.find(token(loginId, exchange)).map(LoginAnswer::of).switchIfEmpty(noSession());
  }

  @GetMapping(path = "/{loginId}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Mono<ResponseEntity<Flux<ServerSentEvent<LoginAnswer>>>> events(
      @PathVariable String loginId, ServerWebExchange exchange) {
    String token = token(loginId, exchange);
    return lookup
        .find(token)
        .switchIfEmpty(noSession())
        .map(
            first ->
                ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .body(watch.events(first, token)));
  }

  @PostMapping("/{loginId}/challenges")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<LoginAnswer> sendAgain(
      @PathVariable String loginId,
      @RequestBody MethodRequest request,
      ServerWebExchange exchange) {
    return sendAgain
        .send(token(loginId, exchange), Fields.method(request.method()))
        .switchIfEmpty(noSession())
        .map(
            outcome ->
                switch (outcome) {
                  case SendAgain.Outcome.Sent sent -> LoginAnswer.of(sent.state());
                  case SendAgain.Outcome.TooSoon early ->
                      throw Problem.later(ProblemName.TOO_MANY_MESSAGES, early.pause());
                  case SendAgain.Outcome.Closed closed ->
                      throw Refusals.closed(closed.until(), clock);
                  case SendAgain.Outcome.LoginExpired expired ->
                      throw Problem.of(ProblemName.LOGIN_EXPIRED);
                  case SendAgain.Outcome.NotAMethod none -> throw Problem.field("method", "method");
                });
  }

  @PostMapping("/{loginId}/verification")
  Mono<LoginAnswer> verify(
      @PathVariable String loginId, @RequestBody CodeRequest request, ServerWebExchange exchange) {
    String token = token(loginId, exchange);
    Method method = Fields.method(request.method());
    return secondFactor
        .verify(token, method, Fields.code(method, request.code()))
        .switchIfEmpty(noSession())
        .map(
            outcome ->
                switch (outcome) {
                  case SecondFactor.Outcome.Complete complete -> LoginAnswer.of(complete.state());
                  case SecondFactor.Outcome.AlreadyComplete lost ->
                      throw Problem.of(ProblemName.ALREADY_COMPLETE);
                  case SecondFactor.Outcome.LoginExpired expired ->
                      throw Problem.of(ProblemName.LOGIN_EXPIRED);
                  case SecondFactor.Outcome.NotAMethod none ->
                      throw Problem.field("method", "method");
                  case SecondFactor.Outcome.Refused refused ->
                      throw Refusals.of(refused.why(), challenges.lifetime(), clock);
                });
  }

  /** The token, if it is of this login: another's login is simply not there. */
  private static String token(String loginId, ServerWebExchange exchange) {
    String token = Bearer.token(exchange);
    if (token == null || Token.parse(token).isEmpty()) {
      throw Problem.of(ProblemName.NO_SESSION);
    }
    if (!token.startsWith(loginId + ".")) {
      throw Problem.of(ProblemName.NOT_FOUND);
    }
    return token;
  }

  private static <T> Mono<T> noSession() {
    return Mono.error(() -> Problem.of(ProblemName.NO_SESSION));
  }
}
