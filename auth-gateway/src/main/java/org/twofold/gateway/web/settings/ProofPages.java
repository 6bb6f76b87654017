package org.twofold.gateway.web.settings;

import java.time.Clock;
import java.util.Objects;
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
import org.twofold.gateway.account.Account;
import org.twofold.gateway.client.Clients;
import org.twofold.gateway.login.LoginLookup;
import org.twofold.gateway.login.LoginState;
import org.twofold.gateway.login.Reauthentication;
import org.twofold.gateway.login.SecondFactor;
import org.twofold.gateway.login.SendAgain;
import org.twofold.gateway.login.SessionAuthenticator;
import org.twofold.gateway.mfa.UnavailableException;
import org.twofold.gateway.mfa.Verification;
import org.twofold.gateway.password.PasswordRule;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.web.CodeRefusal;
import org.twofold.gateway.web.CookieSessions;
import org.twofold.gateway.web.PageModel;
import org.twofold.gateway.web.SessionCookie;
import reactor.core.publisher.Mono;

/**
 * Proves the session again on the same page, and goes on with what was begun: the password, then a
 * code where a method is on. The login that proves it has a cookie of its own until it takes the
 * session's place.
 */
@Controller
class ProofPages {

  static final String DELIVERY = "/settings/prove/delivery";

  private final CookieSessions present;
  private final SessionAuthenticator sessions;
  private final Reauthentication reauthentication;
  private final SecondFactor secondFactor;
  private final SendAgain sendAgain;
  private final LoginLookup lookup;
  private final Buttons buttons;
  private final SettingsView view;
  private final SessionCookie cookie;
  private final Clients clients;
  private final PageModel page;
  private final Clock clock;

  ProofPages(
      CookieSessions present,
      SessionAuthenticator sessions,
      Reauthentication reauthentication,
      SecondFactor secondFactor,
      SendAgain sendAgain,
      LoginLookup lookup,
      Buttons buttons,
      SettingsView view,
      SessionCookie cookie,
      Clients clients,
      PageModel page,
      Clock clock) {
    this.present = present;
    this.sessions = sessions;
    this.reauthentication = reauthentication;
    this.secondFactor = secondFactor;
    this.sendAgain = sendAgain;
    this.lookup = lookup;
    this.buttons = buttons;
    this.view = view;
    this.cookie = cookie;
    this.clients = clients;
    this.page = page;
    this.clock = clock;
  }

  @PostMapping("/settings/prove")
  Mono<String> password(SettingsForm form, ServerWebExchange exchange, Model model) {
    return visit(form, exchange)
        .flatMap(visit -> password(visit, model))
        .defaultIfEmpty(CookieSessions.ENDED);
  }

  private Mono<Visit> visit(SettingsForm form, ServerWebExchange exchange) {
    return present.of(exchange).map(session -> Visit.of(session, form, exchange));
  }

  private Mono<String> password(Visit visit, Model model) {
    String typed = SettingsForm.text(visit.form().proofPassword());
    if (PasswordRule.isTooLong(typed)) {
      return wrongPassword(visit, model);
    }
    return reauthentication
        .begin(visit.session(), typed, clients.of(visit.exchange()))
        .flatMap(
            state -> {
              if (state.session() instanceof LoginState.Session session) {
                return goOn(visit, session, Method.UNKNOWN, model);
              }
              cookie.keepProof(visit.exchange(), state);
              return view.show(
                  new Step.Open(panel(visit, state, Objects.requireNonNull(state.method()))),
                  visit,
                  model);
            })
        .switchIfEmpty(Mono.defer(() -> wrongPassword(visit, model)));
  }

  private Mono<String> wrongPassword(Visit visit, Model model) {
    CodeRefusal why = new CodeRefusal(HttpStatus.UNPROCESSABLE_CONTENT, "settings.passwordWrong");
    return view.show(new Step.Refused(passwordPanel(visit), "proofPassword", why), visit, model);
  }

  private Panel passwordPanel(Visit visit) {
    String then = SettingsForm.text(visit.form().then());
    return new Panel.PasswordProof(buttons.place(then), then, visit.form().target());
  }

  private Panel panel(Visit visit, LoginState state, Method shown) {
    String then = SettingsForm.text(visit.form().then());
    return new Panel.CodeProof(buttons.place(then), then, visit.form().target(), state, shown);
  }

  /** The session is proven: what was begun is done by the one that took its place. */
  private Mono<String> goOn(Visit visit, LoginState.Session proven, Method by, Model model) {
    cookie.prove(visit.exchange(), proven);
    return sessions
        .authenticate(proven.token())
        .flatMap(
            session -> {
              Draft draft = draft(visit, session.account(), by);
              Visit next = new Visit(session, visit.form(), draft, visit.exchange());
              return buttons.press(SettingsForm.text(visit.form().then()), next, model);
            });
  }

  /** A backup code that proved it is a change of the account, and one that the page knows of. */
  private static Draft draft(Visit visit, Account now, Method by) {
    boolean isOurs = by == Method.BACKUP_CODE && now.version() == visit.account().version() + 1;
    return isOurs ? visit.draft().after(visit.account(), now) : visit.draft();
  }

  @PostMapping("/settings/prove-code")
  Mono<String> code(SettingsForm form, ServerWebExchange exchange, Model model) {
    return visit(form, exchange)
        .flatMap(visit -> code(visit, model))
        .defaultIfEmpty(CookieSessions.ENDED);
  }

  private Mono<String> code(Visit visit, Model model) {
    Method method = method(visit.form().proofMethod());
    return Fields.codeOf(method, SettingsForm.text(visit.form().proofCode()))
        .map(code -> check(visit, method, code, model))
        .orElseGet(() -> refused(visit, method, CodeRefusal.malformed(method), model));
  }

  /** The method that a code was typed of, or that was chosen beside it. */
  private static Method method(@Nullable String name) {
    return Fields.methodNamed(name).orElse(Method.EMAIL);
  }

  private Mono<String> check(Visit visit, Method method, String code, Model model) {
    return secondFactor
        .verify(cookie.proof(visit.exchange()), method, code)
        .flatMap(
            outcome ->
                switch (outcome) {
                  case SecondFactor.Outcome.Complete(LoginState state)
                      when state.session() != null ->
                      goOn(visit, state.session(), method, model);
                  case SecondFactor.Outcome.Refused refused ->
                      refused(visit, method, CodeRefusal.of(refused.why(), clock), model);
                  default -> over(visit, model);
                })
        .onErrorResume(
            UnavailableException.class,
            away -> refused(visit, method, CodeRefusal.unavailable(), model))
        .switchIfEmpty(Mono.defer(() -> over(visit, model)));
  }

  private Mono<String> refused(Visit visit, Method method, CodeRefusal why, Model model) {
    return lookup
        .find(cookie.proof(visit.exchange()))
        .flatMap(
            state ->
                view.show(
                    new Step.Refused(panel(visit, state, method), "proofCode", why), visit, model))
        .switchIfEmpty(Mono.defer(() -> over(visit, model)));
  }

  /** It took too long: from the password again, with all that was switched and typed. */
  private Mono<String> over(Visit visit, Model model) {
    return view.show(
        new Step.Refused(passwordPanel(visit), "proofPassword", CodeRefusal.over()), visit, model);
  }

  @PostMapping("/settings/prove-again")
  Mono<String> again(SettingsForm form, ServerWebExchange exchange, Model model) {
    return visit(form, exchange)
        .flatMap(visit -> again(visit, model))
        .defaultIfEmpty(CookieSessions.ENDED);
  }

  private Mono<String> again(Visit visit, Model model) {
    String way = visit.form().way();
    Method method = method(way == null ? visit.form().proofMethod() : way);
    return sendAgain
        .send(cookie.proof(visit.exchange()), method)
        .flatMap(
            outcome ->
                switch (outcome) {
                  case SendAgain.Outcome.Sent sent ->
                      view.show(new Step.Open(panel(visit, sent.state(), method)), visit, model);
                  case SendAgain.Outcome.TooSoon early ->
                      refused(visit, method, CodeRefusal.tooSoon(early.pause()), model);
                  case SendAgain.Outcome.Closed closed ->
                      refused(
                          visit,
                          method,
                          CodeRefusal.of(new Verification.Delayed(closed.until()), clock),
                          model);
                  default -> over(visit, model);
                })
        .switchIfEmpty(Mono.defer(() -> over(visit, model)));
  }

  /** What became of the sending, asked for while she waits. */
  @GetMapping(DELIVERY)
  Mono<String> delivery(
      @RequestParam(defaultValue = "") String seen, ServerWebExchange exchange, Model model) {
    return lookup
        .find(cookie.proof(exchange))
        .map(state -> page.delivery(state.challenge(), seen, DELIVERY, exchange, model))
        .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED)));
  }
}
