package org.twofold.gateway.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.events.Method;
import org.twofold.gateway.login.LoginLookup;
import org.twofold.gateway.login.LoginState;
import org.twofold.gateway.login.SecondFactor;
import org.twofold.gateway.login.SendAgain;
import org.twofold.gateway.mfa.UnavailableException;
import org.twofold.gateway.problem.Fields;
import reactor.core.publisher.Mono;

/** The second step: the code, what became of its sending, and sending it again. */
@Controller
class VerifyPages {

  private static final String AGAIN = "redirect:/login?say=again";

  private final LoginLookup lookup;
  private final SecondFactor secondFactor;
  private final SendAgain sendAgain;
  private final SessionCookie cookie;
  private final PageModel page;

  VerifyPages(
      LoginLookup lookup,
      SecondFactor secondFactor,
      SendAgain sendAgain,
      SessionCookie cookie,
      PageModel page) {
    this.lookup = lookup;
    this.secondFactor = secondFactor;
    this.sendAgain = sendAgain;
    this.cookie = cookie;
    this.page = page;
  }

  record CodeForm(@Nullable String code) {
    @Override
    public String toString() {
      return "CodeForm[•••]";
    }
  }

  @GetMapping("/login/verify")
  Mono<String> verify(ServerWebExchange exchange, Model model) {
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
        .defaultIfEmpty(AGAIN);
  }

  @PostMapping("/login/verify")
  Mono<String> verify(CodeForm form, ServerWebExchange exchange, Model model) {
    return Fields.sixDigits(form.code() == null ? "" : form.code())
        .map(code -> check(code, exchange, model))
        .orElseGet(() -> refused(CodeRefusal.malformed(), exchange, model));
  }

  private Mono<String> check(String code, ServerWebExchange exchange, Model model) {
    return secondFactor
        .verify(cookie.token(exchange), Method.EMAIL, code)
        .flatMap(
            outcome ->
                switch (outcome) {
                  case SecondFactor.Outcome.Complete complete ->
                      Mono.just(cookie.follow(complete.state(), exchange));
                  case SecondFactor.Outcome.Refused refused ->
                      refused(CodeRefusal.of(refused.why()), exchange, model);
                  default -> Mono.just(AGAIN);
                })
        .onErrorResume(
            UnavailableException.class, away -> refused(CodeRefusal.unavailable(), exchange, model))
        .defaultIfEmpty(AGAIN);
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
                    yield verify(exchange, model);
                  }
                  case SendAgain.Outcome.TooSoon early ->
                      refused(
                          new CodeRefusal(
                              HttpStatus.TOO_MANY_REQUESTS,
                              "verify.tooSoon",
                              early.pause().toSeconds() + 1),
                          exchange,
                          model);
                  default -> Mono.just(AGAIN);
                })
        .defaultIfEmpty(AGAIN);
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

  private Mono<String> refused(CodeRefusal refusal, ServerWebExchange exchange, Model model) {
    page.refuse(refusal, exchange, model);
    return verify(exchange, model);
  }
}
