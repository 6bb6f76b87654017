package org.twofold.gateway.recovery;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.account.ChallengeSettings;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.client.Clients;
import org.twofold.gateway.mfa.Verification;
import org.twofold.gateway.password.PasswordRule;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import org.twofold.gateway.problem.ProblemWriter;
import org.twofold.gateway.problem.Refusals;
import reactor.core.publisher.Mono;

/** A new password by e-mail, in the API. */
@RestController
@RequestMapping("/api/v1/password-resets")
class PasswordResetController {

  private final PasswordReset reset;
  private final PasswordResetVerification verification;
  private final PasswordRule rule;
  private final Clients clients;
  private final ChallengeSettings challenges;
  private final Clock clock;

  PasswordResetController(
      PasswordReset reset,
      PasswordResetVerification verification,
      PasswordRule rule,
      Clients clients,
      ChallengeSettings challenges,
      Clock clock) {
    this.reset = reset;
    this.verification = verification;
    this.rule = rule;
    this.clients = clients;
    this.challenges = challenges;
    this.clock = clock;
  }

  record ResetRequest(@Nullable String email) {

    /** Nothing of it. */
    @Override
    public String toString() {
      return "ResetRequest[•••]";
    }
  }

  record NewPasswordRequest(@Nullable String code, @Nullable String newPassword) {

    /** Nothing of it. */
    @Override
    public String toString() {
      return "NewPasswordRequest[•••]";
    }
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<PasswordReset.Begun> begin(@RequestBody ResetRequest request, ServerWebExchange exchange) {
    EmailAddress address =
        EmailAddress.parse(Fields.required("email", request.email()))
            .orElseThrow(() -> Problem.field("email", "email"));
    return reset.begin(
        new PasswordReset.Asker(
            address, clients.of(exchange), ProblemWriter.language(exchange).getLanguage()));
  }

  @PostMapping("/{id}/verification")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> verify(
      @PathVariable String id,
      @RequestBody NewPasswordRequest request,
      ServerWebExchange exchange) {
    return verification
        .verify(
            new PasswordResetVerification.Attempt(
                id,
                Fields.resetCode("code", request.code()),
                Fields.newPassword("newPassword", request.newPassword(), rule),
                clients.of(exchange)))
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemName.NOT_FOUND)))
        .flatMap(
            result ->
                result instanceof Verification.Accepted
                    ? Mono.empty()
                    : Mono.error(Refusals.of(result, challenges.lifetime(), clock)));
  }
}
