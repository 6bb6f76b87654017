package org.twofold.gateway.settings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.account.Contacts;
import org.twofold.gateway.login.BearerSessions;
import org.twofold.gateway.login.Session;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import reactor.core.publisher.Mono;

/** Google Authenticator, in the API. */
@RestController
@RequestMapping("/api/v1/settings/security/totp")
class TotpController {

  private final BearerSessions bearer;
  private final TotpSetup setup;
  private final OtpauthUri uris;
  private final Contacts contacts;
  private final SettingsAnswers answers;

  TotpController(
      BearerSessions bearer,
      TotpSetup setup,
      OtpauthUri uris,
      Contacts contacts,
      SettingsAnswers answers) {
    this.bearer = bearer;
    this.setup = setup;
    this.uris = uris;
    this.contacts = contacts;
    this.answers = answers;
  }

  record TotpRequest(@Nullable String name, @Nullable String replaces) {}

  record TotpAnswer(String totpId, String secret, String uri, String qrSvg, Instant expiresAt) {

    /** Nothing of the secret. */
    @Override
    public String toString() {
      return "TotpAnswer[" + totpId + "]";
    }
  }

  @PostMapping
  Mono<ResponseEntity<TotpAnswer>> begin(
      @RequestBody(required = false) @Nullable TotpRequest body, ServerWebExchange exchange) {
    TotpRequest request = body == null ? new TotpRequest(null, null) : body;
    return bearer
        .of(exchange)
        .flatMap(
            session ->
                setup
                    .begin(SettingsAnswers.fresh(session), name(request.name()), request.replaces())
                    .map(begun -> answer(session, begun)));
  }

  private static String name(@Nullable String typed) {
    return AuthenticatorName.parse(typed == null ? AuthenticatorName.UNNAMED : typed)
        .orElseThrow(() -> Problem.field("name", "name"));
  }

  private ResponseEntity<TotpAnswer> answer(Session session, TotpSetup.Begun begun) {
    return switch (begun) {
      case TotpSetup.Begun.Shown shown -> {
        String uri = uris.of(shown.secret(), contacts.address(session.account()).canonical());
        yield ResponseEntity.status(HttpStatus.CREATED)
            .cacheControl(CacheControl.noStore())
            .body(
                new TotpAnswer(
                    shown.totpId(),
                    shown.secret().secret(),
                    uri,
                    QrCode.svg(uri),
                    shown.secret().expiresAt()));
      }
      case TotpSetup.Begun.NothingToReplace none -> throw Problem.field("replaces", "replaces");
      case TotpSetup.Begun.TooMany many -> throw Problem.field("replaces", "replaces-one");
    };
  }

  @PostMapping("/{totpId}/verification")
  Mono<ResponseEntity<SettingsAnswer>> verify(
      @PathVariable String totpId, @RequestBody SetupCode request, ServerWebExchange exchange) {
    return bearer
        .of(exchange)
        .flatMap(session -> setup.verify(session, totpId, Fields.code(request.code())))
        .map(answers::of);
  }

  @DeleteMapping("/{totpId}")
  Mono<ResponseEntity<SettingsAnswer>> remove(
      @PathVariable String totpId, ServerWebExchange exchange) {
    return bearer
        .of(exchange)
        .map(SettingsAnswers::fresh)
        .flatMap(fresh -> setup.remove(fresh, totpId))
        .map(answers::of)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemName.NOT_FOUND)));
  }
}
