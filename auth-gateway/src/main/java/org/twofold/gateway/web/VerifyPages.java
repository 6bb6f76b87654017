package org.twofold.gateway.web;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.events.Method;
import org.twofold.gateway.login.LoginLookup;
import org.twofold.gateway.login.LoginState;
import org.twofold.gateway.login.SecondFactor;
import org.twofold.gateway.login.SendAgain;
import org.twofold.gateway.mfa.UnavailableException;
import org.twofold.gateway.mfa.Verification;
import org.twofold.gateway.problem.Fields;
import reactor.core.publisher.Mono;

/** The second step: the code, what became of its sending, and sending it again. */
@Controller
class VerifyPages {

  /** Attribute of an exchange: the method that a code was typed for. */
  private static final String SHOWN = VerifyPages.class.getName();

  private static final String AGAIN = "redirect:/login?say=again";

  private final LoginLookup lookup;
  private final SecondFactor secondFactor;
  private final SendAgain sendAgain;
  private final SessionCookie cookie;
  private final PageModel page;
  private final Clock clock;

  VerifyPages(
      LoginLookup lookup,
      SecondFactor secondFactor,
      SendAgain sendAgain,
      SessionCookie cookie,
      PageModel page,
      Clock clock) {
    this.lookup = lookup;
    this.secondFactor = secondFactor;
    this.sendAgain = sendAgain;
    this.cookie = cookie;
    this.page = page;
    this.clock = clock;
  }

  record CodeForm(@Nullable String method, @Nullable String code) {
    @Override
    public String toString() {
      return "CodeForm[•••]";
    }
  }

  record MethodForm(@Nullable String method) {}

  @GetMapping("/login/verify")
  Mono<String> verify(ServerWebExchange exchange, Model model) {
    return lookup
        .find(cookie.token(exchange))
        .map(
            state -> {
              show(state, exchange, model);
              return "verify";
            })
        .defaultIfEmpty(AGAIN);
  }

  /** The method that was typed for stays on the page, also where it is not the one asked for. */
  private void show(LoginState state, ServerWebExchange exchange, Model model) {
    Method shown = exchange.getAttribute(SHOWN) instanceof Method typed ? typed : state.method();
    boolean isSent = shown == state.method() && state.challenge() != null;
    model.addAttribute("method", shown);
    model.addAttribute("hint", isSent ? state.hint() : null);
    page.sending(isSent ? state.challenge() : null, "/login/verify/delivery", model);
    model.addAttribute(
        "others",
        state.ways().stream().filter(way -> way.method() != shown && way.lock() == null).toList());
    model.addAttribute("closed", closed(state, exchange));
  }

  /** How long each method that takes no codes does so, and the way out. */
  private List<String> closed(LoginState state, ServerWebExchange exchange) {
    LoginState.Reader reader = state.reader();
    if (reader == null) {
      return List.of();
    }
    PageText text = page.text(exchange, reader.locale());
    Moments moments = new Moments(reader.timeZone(), clock, text);
    List<String> lines = new ArrayList<>();
    for (LoginState.Way way : state.ways()) {
      String name = text.of("verify.way." + way.method());
      switch (way.lock()) {
        case LoginState.Closed(Instant until) when until != null ->
            lines.add(text.of("verify.closedUntil", name, moments.dayAndTime(until)));
        case LoginState.Closed forGood -> lines.add(text.of("verify.closed", name));
        case null -> {}
      }
    }
    return lines;
  }

  @PostMapping("/login/verify")
  Mono<String> verify(CodeForm form, ServerWebExchange exchange, Model model) {
    Method method = method(form.method());
    exchange.getAttributes().put(SHOWN, method);
    return Fields.codeOf(method, form.code() == null ? "" : form.code())
        .map(code -> check(method, code, exchange, model))
        .orElseGet(() -> refused(CodeRefusal.malformed(method), exchange, model));
  }

  private static Method method(@Nullable String name) {
    return Fields.methodNamed(name).orElse(Method.EMAIL);
  }

  private Mono<String> check(Method method, String code, ServerWebExchange exchange, Model model) {
    return secondFactor
        .verify(cookie.token(exchange), method, code)
        .flatMap(
            outcome ->
                switch (outcome) {
                  case SecondFactor.Outcome.Complete complete ->
                      Mono.just(cookie.follow(complete.state(), exchange));
                  case SecondFactor.Outcome.Refused refused ->
                      refused(CodeRefusal.of(refused.why(), clock), exchange, model);
                  default -> Mono.just(AGAIN);
                })
        .onErrorResume(
            UnavailableException.class, away -> refused(CodeRefusal.unavailable(), exchange, model))
        .defaultIfEmpty(AGAIN);
  }

  @PostMapping("/login/verify/again")
  Mono<String> again(MethodForm form, ServerWebExchange exchange, Model model) {
    Method method = method(form.method());
    return sendAgain
        .send(cookie.token(exchange), method)
        .flatMap(
            outcome ->
                switch (outcome) {
                  case SendAgain.Outcome.Sent sent -> {
                    if (sent.state().challenge() != null) {
                      model.addAttribute("done", page.say(exchange, "verify.sentAgain"));
                    }
                    yield verify(exchange, model);
                  }
                  case SendAgain.Outcome.TooSoon early ->
                      refused(CodeRefusal.tooSoon(early.pause()), exchange, model);
                  case SendAgain.Outcome.Closed closed ->
                      refused(
                          CodeRefusal.of(new Verification.Delayed(closed.until()), clock),
                          exchange,
                          model);
                  default -> Mono.just(AGAIN);
                })
        .defaultIfEmpty(AGAIN);
  }

  /** What became of the sending, asked for while she waits. */
  @GetMapping("/login/verify/delivery")
  Mono<String> delivery(
      @RequestParam(defaultValue = "") String seen, ServerWebExchange exchange, Model model) {
    return lookup
        .find(cookie.token(exchange))
        .map(
            state ->
                page.delivery(state.challenge(), seen, "/login/verify/delivery", exchange, model))
        .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED)));
  }

  private Mono<String> refused(CodeRefusal refusal, ServerWebExchange exchange, Model model) {
    page.refuse(refusal, exchange, model);
    return verify(exchange, model);
  }
}
