package org.twofold.gateway.web;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.events.Method;
import org.twofold.gateway.login.Device;
import org.twofold.gateway.login.LoginLookup;
import org.twofold.gateway.login.LoginState;
import org.twofold.gateway.login.PasswordLogin;
import org.twofold.gateway.login.SecondFactor;
import org.twofold.gateway.login.SendAgain;
import org.twofold.gateway.login.SessionAuthenticator;
import org.twofold.gateway.mfa.UnavailableException;
import org.twofold.gateway.mfa.Verification;
import org.twofold.gateway.problem.Fields;
import reactor.core.publisher.Mono;

/** Log In, the second step, Log Out. */
@Controller
class LoginPages {

  private static final int LONGEST = 320;

  private final PasswordLogin passwordLogin;
  private final LoginLookup lookup;
  private final SecondFactor secondFactor;
  private final SendAgain sendAgain;
  private final SessionAuthenticator sessions;
  private final SessionCookie cookie;
  private final PageModel page;

  LoginPages(
      PasswordLogin passwordLogin,
      LoginLookup lookup,
      SecondFactor secondFactor,
      SendAgain sendAgain,
      SessionAuthenticator sessions,
      SessionCookie cookie,
      PageModel page) {
    this.passwordLogin = passwordLogin;
    this.lookup = lookup;
    this.secondFactor = secondFactor;
    this.sendAgain = sendAgain;
    this.sessions = sessions;
    this.cookie = cookie;
    this.page = page;
  }

  /** Fields of the forms; null where a form left one out. */
  record LoginForm(@Nullable String email, @Nullable String password) {
    @Override
    public String toString() {
      return "LoginForm[•••]";
    }
  }

  record CodeForm(@Nullable String code) {
    @Override
    public String toString() {
      return "CodeForm[•••]";
    }
  }

  @GetMapping("/")
  Mono<String> start(ServerWebExchange exchange) {
    return sessions
        .authenticate(cookie.token(exchange))
        .map(session -> "redirect:/settings")
        .defaultIfEmpty("redirect:/login");
  }

  @GetMapping("/login")
  String login(
      @RequestParam(required = false) @Nullable String say,
      ServerWebExchange exchange,
      Model model) {
    if (say != null && say.matches("created|loggedOut|again|sessionEnded")) {
      model.addAttribute("done", page.text(exchange, "login." + say));
    }
    return "login";
  }

  @PostMapping("/login")
  Mono<String> logIn(LoginForm form, ServerWebExchange exchange, Model model) {
    String email = form.email() == null ? "" : form.email();
    String password = form.password() == null ? "" : form.password();
    if (email.length() > LONGEST || password.length() > LONGEST) {
      return Mono.just(wrong("", exchange, model));
    }
    String agent = exchange.getRequest().getHeaders().getFirst(HttpHeaders.USER_AGENT);
    return passwordLogin
        .logIn(new PasswordLogin.Attempt(email, password, Device.of(agent)))
        .map(state -> proceed(state, exchange))
        .switchIfEmpty(Mono.fromSupplier(() -> wrong(email, exchange, model)));
  }

  private String proceed(LoginState state, ServerWebExchange exchange) {
    if (state.session() instanceof LoginState.Session session) {
      cookie.set(exchange, session.token());
      return "redirect:/settings";
    }
    if (state.token() instanceof String token) {
      cookie.set(exchange, token);
    }
    return "redirect:/login/verify";
  }

  private String wrong(String email, ServerWebExchange exchange, Model model) {
    exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
    model.addAttribute("email", email.isEmpty() ? null : email);
    model.addAttribute("problem", page.text(exchange, "login.wrong"));
    return "login";
  }

  @GetMapping("/login/verify")
  Mono<String> verify(ServerWebExchange exchange, Model model) {
    return verifyPage(exchange, model);
  }

  @PostMapping("/login/verify")
  Mono<String> verify(CodeForm form, ServerWebExchange exchange, Model model) {
    String typed = form.code() == null ? "" : form.code();
    return Fields.sixDigits(typed)
        .map(code -> check(code, exchange, model))
        .orElseGet(() -> problem(exchange, model, HttpStatus.BAD_REQUEST, "verify.form"));
  }

  private Mono<String> check(String code, ServerWebExchange exchange, Model model) {
    return secondFactor
        .verify(cookie.token(exchange), Method.EMAIL, code)
        .flatMap(
            outcome ->
                switch (outcome) {
                  case SecondFactor.Outcome.Complete complete ->
                      Mono.just(proceed(complete.state(), exchange));
                  case SecondFactor.Outcome.Refused refused ->
                      refused(refused.why(), exchange, model);
                  default -> Mono.just("redirect:/login?say=again");
                })
        .onErrorResume(
            UnavailableException.class,
            away -> problem(exchange, model, HttpStatus.SERVICE_UNAVAILABLE, "verify.unavailable"))
        .defaultIfEmpty("redirect:/login?say=again");
  }

  private Mono<String> refused(Verification why, ServerWebExchange exchange, Model model) {
    return switch (why) {
      case Verification.Wrong wrong ->
          problem(
              exchange,
              model,
              HttpStatus.UNPROCESSABLE_CONTENT,
              "verify.wrong",
              wrong.attemptsLeft());
      case Verification.Expired expired ->
          problem(exchange, model, HttpStatus.GONE, "verify.expired");
      case Verification.NotYet notYet ->
          problem(exchange, model, HttpStatus.SERVICE_UNAVAILABLE, "verify.notYet");
      case Verification.Delayed(Instant until) when until != null ->
          problem(
              exchange,
              model,
              HttpStatus.TOO_MANY_REQUESTS,
              "verify.wait",
              Math.max(1, Duration.between(Instant.now(), until).toSeconds()));
      default -> problem(exchange, model, HttpStatus.TOO_MANY_REQUESTS, "verify.exhausted");
    };
  }

  @PostMapping("/login/verify/again")
  Mono<String> again(ServerWebExchange exchange, Model model) {
    return sendAgain
        .send(cookie.token(exchange), Method.EMAIL)
        .flatMap(
            outcome ->
                switch (outcome) {
                  case SendAgain.Outcome.Sent sent -> {
                    model.addAttribute("done", page.text(exchange, "verify.sentAgain"));
                    yield verifyPage(exchange, model);
                  }
                  case SendAgain.Outcome.TooSoon early ->
                      problem(
                          exchange,
                          model,
                          HttpStatus.TOO_MANY_REQUESTS,
                          "verify.tooSoon",
                          early.pause().toSeconds() + 1);
                  default -> Mono.just("redirect:/login?say=again");
                })
        .defaultIfEmpty("redirect:/login?say=again");
  }

  @GetMapping(path = "/login/verify/delivery", produces = MediaType.TEXT_PLAIN_VALUE)
  @ResponseBody
  Mono<String> delivery(ServerWebExchange exchange) {
    return lookup
        .find(cookie.token(exchange))
        .mapNotNull(LoginState::challenge)
        .map(challenge -> page.text(exchange, "delivery." + challenge.delivery()))
        .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED)));
  }

  @PostMapping("/logout")
  Mono<String> logOut(ServerWebExchange exchange) {
    return sessions
        .authenticate(cookie.token(exchange))
        .flatMap(sessions::logOut)
        .then(
            Mono.fromSupplier(
                () -> {
                  cookie.clear(exchange);
                  return "redirect:/login?say=loggedOut";
                }));
  }

  private Mono<String> problem(
      ServerWebExchange exchange, Model model, HttpStatus status, String key, Object... values) {
    exchange.getResponse().setStatusCode(status);
    model.addAttribute("problem", page.text(exchange, key, values));
    return verifyPage(exchange, model);
  }

  private Mono<String> verifyPage(ServerWebExchange exchange, Model model) {
    return lookup
        .find(cookie.token(exchange))
        .map(
            state -> {
              model.addAttribute("method", state.method());
              model.addAttribute("hint", state.hint());
              model.addAttribute(
                  "delivery",
                  state.challenge() instanceof LoginState.Challenge challenge
                      ? challenge.delivery()
                      : null);
              return "verify";
            })
        .defaultIfEmpty("redirect:/login?say=again");
  }
}
