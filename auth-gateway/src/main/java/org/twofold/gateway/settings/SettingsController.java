package org.twofold.gateway.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
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
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
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
  private final Accounts accounts;

  SettingsController(BearerSessions bearer, SecuritySettings security, Accounts accounts) {
    this.bearer = bearer;
    this.security = security;
    this.accounts = accounts;
  }

  record ProfileRequest(@Nullable String locale, @Nullable String timeZone) {}

  record SecurityRequest(@Nullable Boolean email, @Nullable Boolean sms, @Nullable Boolean totp) {}

  record SettingsAnswer(String email, String locale, String timeZone, Security security) {

    record Security(Email email, Sms sms, Totp totp, BackupCodes backupCodes) {}

    record Email(boolean enabled, String address) {}

    record Sms(
        boolean enabled,
        boolean verified,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String number) {}

    record Totp(boolean enabled, boolean verified, List<Object> authenticators) {}

    record BackupCodes(int remaining) {}

    /** Nothing of the address. */
    @Override
    public String toString() {
      return "SettingsAnswer[•••]";
    }
  }

  @GetMapping
  Mono<ResponseEntity<SettingsAnswer>> settings(ServerWebExchange exchange) {
    return bearer.of(exchange).map(session -> answer(session.account()));
  }

  @PutMapping("/profile")
  Mono<ResponseEntity<SettingsAnswer>> profile(
      @RequestBody ProfileRequest request, ServerWebExchange exchange) {
    String locale = Fields.locale(Fields.required("locale", request.locale()));
    String timeZone = Fields.timeZone(Fields.required("timeZone", request.timeZone()));
    return bearer
        .of(exchange)
        .flatMap(
            session ->
                accounts
                    .changeProfile(session.account().id(), locale, timeZone)
                    .then(accounts.find(session.account().id()))
                    .map(this::answer));
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
                  case SecuritySettings.Outcome.Saved saved -> answer(saved.account());
                  case SecuritySettings.Outcome.ChangedMeanwhile changed ->
                      throw Problem.of(ProblemName.CHANGED_MEANWHILE);
                  case SecuritySettings.Outcome.NotSetUp missing ->
                      throw Problem.of(ProblemName.NOT_SET_UP, "method", missing.method().name());
                  case SecuritySettings.Outcome.ReauthenticationRequired old ->
                      throw Problem.of(
                          ProblemName.REAUTHENTICATION_REQUIRED,
                          "aal",
                          "AAL1",
                          "methods",
                          List.of("EMAIL"));
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
    boolean same = ifMatch.strip().equals(etag(session.account()));
    return new SecuritySettings.Wish(same ? session.account().version() : -1, email, sms, totp);
  }

  private static boolean required(String field, @Nullable Boolean value) {
    if (value == null) {
      throw Problem.field(field, "required");
    }
    return value;
  }

  private ResponseEntity<SettingsAnswer> answer(Account account) {
    String address = accounts.addressOf(account).canonical();
    return ResponseEntity.ok()
        .eTag(etag(account))
        .body(
            new SettingsAnswer(
                address,
                account.locale(),
                account.timeZone(),
                new SettingsAnswer.Security(
                    new SettingsAnswer.Email(account.emailEnabled(), address),
                    new SettingsAnswer.Sms(false, false, null),
                    new SettingsAnswer.Totp(false, false, List.of()),
                    new SettingsAnswer.BackupCodes(0))));
  }

  private static String etag(Account account) {
    return "\"" + account.version() + "\"";
  }
}
