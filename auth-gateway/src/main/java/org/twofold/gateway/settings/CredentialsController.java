package org.twofold.gateway.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.login.BearerSessions;
import org.twofold.gateway.password.PasswordRule;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import reactor.core.publisher.Mono;

/** Password, e-mail address, and the end of the account, in the API. */
@RestController
@RequestMapping("/api/v1")
class CredentialsController {

  private final BearerSessions bearer;
  private final PasswordChange passwords;
  private final PasswordRule rule;
  private final AddressChange addresses;
  private final Erasure erasure;
  private final SettingsAnswers answers;

  CredentialsController(
      BearerSessions bearer,
      PasswordChange passwords,
      PasswordRule rule,
      AddressChange addresses,
      Erasure erasure,
      SettingsAnswers answers) {
    this.bearer = bearer;
    this.passwords = passwords;
    this.rule = rule;
    this.addresses = addresses;
    this.erasure = erasure;
    this.answers = answers;
  }

  record PasswordRequest(@Nullable String current, @JsonProperty("new") @Nullable String next) {

    /** Nothing of it. */
    @Override
    public String toString() {
      return "PasswordRequest[•••]";
    }
  }

  record AddressRequest(@Nullable String address) {

    /** Nothing of it. */
    @Override
    public String toString() {
      return "AddressRequest[•••]";
    }
  }

  record AddressAnswer(String emailId, Instant expiresAt, Instant resendAt) {}

  @PutMapping("/settings/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> password(@RequestBody PasswordRequest request, ServerWebExchange exchange) {
    return bearer
        .of(exchange)
        .map(SettingsAnswers::fresh)
        .flatMap(
            fresh ->
                passwords.change(
                    fresh,
                    Fields.atMost("current", request.current(), PasswordRule.LONGEST),
                    Fields.newPassword("new", request.next(), rule)))
        .filter(changed -> changed)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemName.INVALID_CREDENTIALS)))
        .then();
  }

  @PostMapping("/settings/email")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<AddressAnswer> address(@RequestBody AddressRequest request, ServerWebExchange exchange) {
    return bearer
        .of(exchange)
        .map(SettingsAnswers::fresh)
        .flatMap(fresh -> addresses.begin(fresh, address(request)))
        .map(SettingsAnswers::begun)
        .map(sent -> new AddressAnswer(sent.id(), sent.expiresAt(), sent.resendAt()));
  }

  private static EmailAddress address(AddressRequest request) {
    return EmailAddress.parse(Fields.required("address", request.address()))
        .orElseThrow(() -> Problem.field("address", "email"));
  }

  @PostMapping("/settings/email/{emailId}/verification")
  Mono<ResponseEntity<SettingsAnswer>> verify(
      @PathVariable String emailId, @RequestBody SetupCode request, ServerWebExchange exchange) {
    return bearer
        .of(exchange)
        .flatMap(session -> addresses.verify(session, emailId, Fields.code(request.code())))
        .map(answers::of);
  }

  @DeleteMapping("/account")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> erase(ServerWebExchange exchange) {
    return bearer.of(exchange).map(SettingsAnswers::fresh).flatMap(erasure::erase);
  }
}
