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
import org.twofold.events.Method;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.account.SignUp;
import org.twofold.gateway.account.SignUpVerification;
import org.twofold.gateway.mfa.UnavailableException;
import org.twofold.gateway.mfa.Verification;
import org.twofold.gateway.password.PasswordRule;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.problem.ProblemWriter;
import reactor.core.publisher.Mono;

/** Sign up, and the proof of the address. */
@Controller
class SignUpPages {

  private final SignUp signUp;
  private final SignUpVerification verification;
  private final PasswordRule rule;
  private final PageModel page;
  private final Clock clock;

  SignUpPages(
      SignUp signUp,
      SignUpVerification verification,
      PasswordRule rule,
      PageModel page,
      Clock clock) {
    this.signUp = signUp;
    this.verification = verification;
    this.rule = rule;
    this.page = page;
    this.clock = clock;
  }

  record SignUpForm(@Nullable String email, @Nullable String password) {
    @Override
    public String toString() {
      return "SignUpForm[•••]";
    }
  }

  record ProofForm(@Nullable String accountId, @Nullable String code) {
    @Override
    public String toString() {
      return "ProofForm[•••]";
    }
  }

  @GetMapping("/signup")
  String form() {
    return "signup";
  }

  @PostMapping("/signup")
  Mono<String> signUp(SignUpForm form, ServerWebExchange exchange, Model model) {
    String email = form.email() == null ? "" : form.email();
    String password = form.password() == null ? "" : form.password();
    Optional<EmailAddress> address = EmailAddress.parse(email);
    PasswordRule.Verdict verdict = rule.judge(password);
    model.addAttribute("email", email);
    if (address.isEmpty() || verdict != PasswordRule.Verdict.FINE) {
      exchange.getResponse().setStatusCode(HttpStatus.BAD_REQUEST);
      if (address.isEmpty()) {
        model.addAttribute("emailProblem", page.say(exchange, "signup.emailWrong"));
      }
      page.judge(verdict, exchange, model);
      return Mono.just("signup");
    }
    String language = ProblemWriter.language(exchange).getLanguage();
    return signUp
        .begin(new SignUp.Applicant(address.get(), password, language, "UTC"))
        .map(
            begun -> {
              model.addAttribute("accountId", begun.accountId());
              return "signup-verify";
            });
  }

  @PostMapping("/signup/verify")
  Mono<String> verify(ProofForm form, ServerWebExchange exchange, Model model) {
    String accountId = form.accountId() == null ? "" : form.accountId();
    model.addAttribute("accountId", accountId);
    return Fields.sixDigits(form.code() == null ? "" : form.code())
        .map(code -> check(accountId, code, exchange, model))
        .orElseGet(() -> Mono.just(refused(CodeRefusal.malformed(Method.EMAIL), exchange, model)));
  }

  private Mono<String> check(
      String accountId, String code, ServerWebExchange exchange, Model model) {
    return verification
        .verify(accountId, code)
        .map(
            result ->
                result instanceof Verification.Accepted
                    ? "redirect:/login?say=created"
                    : refused(CodeRefusal.of(result, clock), exchange, model))
        .onErrorResume(
            UnavailableException.class,
            away -> Mono.just(refused(CodeRefusal.unavailable(), exchange, model)))
        .defaultIfEmpty("redirect:/signup");
  }

  private String refused(CodeRefusal refusal, ServerWebExchange exchange, Model model) {
    page.refuse(refusal, exchange, model);
    return "signup-verify";
  }
}
