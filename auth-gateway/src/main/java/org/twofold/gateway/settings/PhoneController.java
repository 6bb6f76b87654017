package org.twofold.gateway.settings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.account.PhoneNumber;
import org.twofold.gateway.login.BearerSessions;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import reactor.core.publisher.Mono;

/** The mobile number, in the API. */
@RestController
@RequestMapping("/api/v1/settings/security/phone")
class PhoneController {

  private final BearerSessions bearer;
  private final PhoneSetup setup;
  private final PhoneSettings settings;
  private final SettingsAnswers answers;

  PhoneController(
      BearerSessions bearer, PhoneSetup setup, PhoneSettings settings, SettingsAnswers answers) {
    this.bearer = bearer;
    this.setup = setup;
    this.settings = settings;
    this.answers = answers;
  }

  record NumberRequest(@Nullable String number) {

    /** Nothing of it. */
    @Override
    public String toString() {
      return "NumberRequest[•••]";
    }
  }

  record PhoneAnswer(String phoneId, Instant expiresAt, Instant resendAt) {}

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<PhoneAnswer> begin(@RequestBody NumberRequest request, ServerWebExchange exchange) {
    return bearer
        .of(exchange)
        .map(SettingsAnswers::fresh)
        .flatMap(fresh -> setup.begin(fresh, number(Fields.required("number", request.number()))))
        .map(SettingsAnswers::begun)
        .map(sent -> new PhoneAnswer(sent.id(), sent.expiresAt(), sent.resendAt()));
  }

  private PhoneNumber number(String typed) {
    return PhoneNumber.parse(typed, settings.region())
        .orElseThrow(() -> Problem.of(ProblemName.INVALID_NUMBER));
  }

  @PostMapping("/{phoneId}/verification")
  Mono<ResponseEntity<SettingsAnswer>> verify(
      @PathVariable String phoneId, @RequestBody SetupCode request, ServerWebExchange exchange) {
    return bearer
        .of(exchange)
        .flatMap(session -> setup.verify(session, phoneId, Fields.code(request.code())))
        .map(answers::of);
  }

  @DeleteMapping
  Mono<ResponseEntity<SettingsAnswer>> remove(ServerWebExchange exchange) {
    return bearer
        .of(exchange)
        .map(SettingsAnswers::fresh)
        .flatMap(setup::remove)
        .map(answers::of)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemName.NOT_FOUND)));
  }
}
