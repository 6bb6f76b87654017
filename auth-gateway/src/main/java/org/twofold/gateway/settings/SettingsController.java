package org.twofold.gateway.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.login.BearerSessions;
import org.twofold.gateway.login.Session;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import reactor.core.publisher.Mono;

/** "My Settings" of the API. */
@RestController
@RequestMapping("/api/v1/settings")
class SettingsController {

  private final BearerSessions bearer;
  private final SecuritySettings security;
  private final Profile profile;
  private final SettingsAnswers answers;

  SettingsController(
      BearerSessions bearer, SecuritySettings security, Profile profile, SettingsAnswers answers) {
    this.bearer = bearer;
    this.security = security;
    this.profile = profile;
    this.answers = answers;
  }

  record ProfileRequest(@Nullable String locale, @Nullable String timeZone) {}

  record SecurityRequest(@Nullable Boolean email, @Nullable Boolean sms, @Nullable Boolean totp) {}

  @GetMapping
  Mono<ResponseEntity<SettingsAnswer>> settings(ServerWebExchange exchange) {
    return bearer.of(exchange).map(session -> answers.of(session.account()));
  }

  @PutMapping("/profile")
  Mono<ResponseEntity<SettingsAnswer>> profile(
      @RequestBody ProfileRequest request, ServerWebExchange exchange) {
    return bearer
        .of(exchange)
        .flatMap(
            session ->
                profile.change(
                    session,
                    Fields.locale(Fields.required("locale", request.locale())),
                    Fields.timeZone(Fields.required("timeZone", request.timeZone()))))
        .map(answers::of);
  }

  @PutMapping("/security")
  Mono<ResponseEntity<SettingsAnswer>> security(
      @RequestBody SecurityRequest request,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      ServerWebExchange exchange) {
    return bearer
        .of(exchange)
        .flatMap(session -> security.change(session, wish(request, ifMatch, session)))
        .map(
            outcome ->
                switch (outcome) {
                  case SecuritySettings.Outcome.Saved saved -> answers.of(saved.account());
                  case SecuritySettings.Outcome.ChangedMeanwhile changed ->
                      throw Problem.of(ProblemName.CHANGED_MEANWHILE);
                  case SecuritySettings.Outcome.NotSetUp missing ->
                      throw Problem.of(ProblemName.NOT_SET_UP, "method", missing.method().name());
                  case SecuritySettings.Outcome.ReauthenticationRequired old ->
                      throw SettingsAnswers.reauthentication(old.required());
                });
  }

  private static SecuritySettings.Wish wish(
      SecurityRequest request, @Nullable String ifMatch, Session session) {
    boolean email = required("email", request.email());
    boolean sms = required("sms", request.sms());
    boolean totp = required("totp", request.totp());
    if (ifMatch == null) {
      throw Problem.of(ProblemName.IF_MATCH_REQUIRED);
    }
    boolean same = ifMatch.strip().equals(SettingsAnswers.etag(session.account()));
    return new SecuritySettings.Wish(same ? session.account().version() : -1, email, sms, totp);
  }

  private static boolean required(String field, @Nullable Boolean value) {
    if (value == null) {
      throw Problem.field(field, "required");
    }
    return value;
  }
}
