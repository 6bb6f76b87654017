package org.twofold.gateway.account;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.mfa.Verification;
import org.twofold.gateway.password.PasswordRule;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import org.twofold.gateway.problem.ProblemWriter;
import org.twofold.gateway.problem.Refusals;
import reactor.core.publisher.Mono;

/** "Accounts" of the API. */
@RestController
@RequestMapping("/api/v1/accounts")
class AccountController {

  private final SignUp signUp;
  private final SignUpVerification verification;
  private final PasswordRule rule;
  private final ChallengeSettings challenges;
  private final Clock clock;

  AccountController(
      SignUp signUp,
      SignUpVerification verification,
      PasswordRule rule,
      ChallengeSettings challenges,
      Clock clock) {
    this.signUp = signUp;
    this.verification = verification;
    this.rule = rule;
    this.challenges = challenges;
    this.clock = clock;
  }

  record SignUpRequest(
      @Nullable String email,
      @Nullable String password,
      @Nullable String locale,
      @Nullable String timeZone) {

    /** Nothing of it. */
    @Override
    public String toString() {
      return "SignUpRequest[•••]";
    }
  }

  record SignUpAnswer(String accountId, Instant expiresAt, Instant resendAt) {}

  record CodeRequest(@Nullable String code) {

    /** Nothing of it. */
    @Override
    public String toString() {
      return "CodeRequest[•••]";
    }
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<SignUpAnswer> signUp(@RequestBody SignUpRequest request, ServerWebExchange exchange) {
    EmailAddress address =
        EmailAddress.parse(Fields.required("email", request.email()))
            .orElseThrow(() -> Problem.field("email", "email"));
    String password = Fields.newPassword("password", request.password(), rule);
    String locale =
        request.locale() == null
            ? ProblemWriter.language(exchange).getLanguage()
            : Fields.locale(request.locale());
    String timeZone = request.timeZone() == null ? "UTC" : Fields.timeZone(request.timeZone());
    return signUp
        .begin(new SignUp.Applicant(address, password, locale, timeZone))
        .map(begun -> new SignUpAnswer(begun.accountId(), begun.expiresAt(), begun.resendAt()));
  }

  @PostMapping("/{accountId}/verification")
  Mono<ResponseEntity<Map<String, String>>> verify(
      @PathVariable String accountId, @RequestBody CodeRequest request) {
    return verification
        .verify(accountId, Fields.code(request.code()))
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemName.NOT_FOUND)))
        .map(
            result -> {
              if (result instanceof Verification.Accepted) {
                return ResponseEntity.status(HttpStatus.CREATED).body(Map.of());
              }
              throw Refusals.of(result, challenges.lifetime(), clock);
            });
  }
}
