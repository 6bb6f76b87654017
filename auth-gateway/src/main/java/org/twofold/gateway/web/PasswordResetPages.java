package org.twofold.gateway.web;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.client.Clients;
import org.twofold.gateway.mfa.UnavailableException;
import org.twofold.gateway.mfa.Verification;
import org.twofold.gateway.password.PasswordRule;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.problem.ProblemWriter;
import org.twofold.gateway.recovery.PasswordReset;
import org.twofold.gateway.recovery.PasswordResetVerification;
import reactor.core.publisher.Mono;

/** A forgotten password: the address, then the code that was mailed and a new password. */
@Controller
class PasswordResetPages {

  private static final String ADDRESS = "password-reset";
  private static final String CODE = "password-reset-code";

  private final PasswordReset reset;
  private final PasswordResetVerification verification;
  private final PasswordRule rule;
  private final Clients clients;
  private final PageModel page;
  private final Clock clock;

  PasswordResetPages(
      PasswordReset reset,
      PasswordResetVerification verification,
      PasswordRule rule,
      Clients clients,
      PageModel page,
      Clock clock) {
    this.reset = reset;
    this.verification = verification;
    this.rule = rule;
    this.clients = clients;
    this.page = page;
    this.clock = clock;
  }

  record AddressForm(@Nullable String email) {
    @Override
    public String toString() {
      return "AddressForm[•••]";
    }
  }

  record NewPasswordForm(
      @Nullable String id,
      @Nullable String email,
      @Nullable String code,
      @Nullable String password) {
    @Override
    public String toString() {
      return "NewPasswordForm[•••]";
    }
  }

  @GetMapping("/password-reset")
  String form() {
    return ADDRESS;
  }

  @PostMapping("/password-reset")
  Mono<String> begin(AddressForm form, ServerWebExchange exchange, Model model) {
    String email = form.email() == null ? "" : form.email();
    model.addAttribute("email", email);
    return EmailAddress.parse(email)
        .map(address -> begin(address, exchange, model))
        .orElseGet(
            () -> {
              exchange.getResponse().setStatusCode(HttpStatus.BAD_REQUEST);
              model.addAttribute("emailProblem", page.say(exchange, "signup.emailWrong"));
              return Mono.just(ADDRESS);
            });
  }

  private Mono<String> begin(EmailAddress address, ServerWebExchange exchange, Model model) {
    return reset
        .begin(
            new PasswordReset.Asker(
                address, clients.of(exchange), ProblemWriter.language(exchange).getLanguage()))
        .map(
            begun -> {
              model.addAttribute("resetId", begun.id());
              return CODE;
            });
  }

  @PostMapping("/password-reset/code")
  Mono<String> set(NewPasswordForm form, ServerWebExchange exchange, Model model) {
    String id = form.id() == null ? "" : form.id();
    String password = form.password() == null ? "" : form.password();
    Optional<String> code = Fields.resetCode(form.code() == null ? "" : form.code());
    PasswordRule.Verdict verdict = rule.judge(password);
    model.addAttribute("resetId", id);
    model.addAttribute("email", form.email());
    if (code.isPresent() && verdict == PasswordRule.Verdict.FINE) {
      return set(
          new PasswordResetVerification.Attempt(id, code.get(), password, clients.of(exchange)),
          exchange,
          model);
    }
    exchange.getResponse().setStatusCode(HttpStatus.BAD_REQUEST);
    if (code.isEmpty()) {
      model.addAttribute("problem", page.say(exchange, "reset.form"));
    }
    page.judge(verdict, exchange, model);
    return Mono.just(CODE);
  }

  private Mono<String> set(
      PasswordResetVerification.Attempt attempt, ServerWebExchange exchange, Model model) {
    return verification
        .verify(attempt)
        .map(
            result ->
                result instanceof Verification.Accepted
                    ? "redirect:/login?say=reset"
                    : refused(CodeRefusal.of(result, clock), exchange, model))
        .onErrorResume(
            UnavailableException.class,
            away -> Mono.just(refused(CodeRefusal.unavailable(), exchange, model)))
        .defaultIfEmpty("redirect:/password-reset");
  }

  private String refused(CodeRefusal refusal, ServerWebExchange exchange, Model model) {
    page.refuse(refusal, exchange, model);
    return CODE;
  }
}
