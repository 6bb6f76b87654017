package org.twofold.gateway.web.settings;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Authenticator;
import org.twofold.gateway.account.Contacts;
import org.twofold.gateway.mfa.Enrolments;
import org.twofold.gateway.mfa.UnavailableException;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.settings.AuthenticatorName;
import org.twofold.gateway.settings.FreshSession;
import org.twofold.gateway.settings.OtpauthUri;
import org.twofold.gateway.settings.QrCode;
import org.twofold.gateway.settings.SetupProven;
import org.twofold.gateway.settings.TotpSetup;
import org.twofold.gateway.web.CodeRefusal;
import reactor.core.publisher.Mono;

/** Google Authenticator: the QR code, its first code, and removing one. */
@Component
class AuthenticatorRow implements Row {

  private final TotpSetup setup;
  private final OtpauthUri uris;
  private final Contacts contacts;
  private final Clock clock;

  AuthenticatorRow(TotpSetup setup, OtpauthUri uris, Contacts contacts, Clock clock) {
    this.setup = setup;
    this.uris = uris;
    this.contacts = contacts;
    this.clock = clock;
  }

  @Override
  public Place place() {
    return Place.TOTP;
  }

  @Override
  public Map<String, Function<Visit, Mono<Step>>> buttons() {
    return Map.of(
        "totp",
        this::open,
        "totp-begin",
        this::begin,
        "totp-verify",
        this::verify,
        "totp-remove",
        this::remove);
  }

  private Mono<Step> open(Visit visit) {
    List<Authenticator> present = visit.account().authenticators();
    return visit.ifFresh(
        fresh ->
            present.isEmpty()
                ? begin(fresh, "", "", visit)
                : Mono.<Step>just(
                    new Step.Open(
                        new Panel.AuthenticatorChoice(
                            "", present.size() == 1 ? present.getFirst().totpId() : ""))));
  }

  private Mono<Step> begin(Visit visit) {
    String name = SettingsForm.text(visit.form().name()).strip();
    String replaces = SettingsForm.text(visit.form().replaces());
    if (!name.isEmpty() && AuthenticatorName.parse(name).isEmpty()) {
      return Mono.just(
          new Step.Refused(
              new Panel.AuthenticatorChoice(name, replaces),
              "name",
              new CodeRefusal(HttpStatus.BAD_REQUEST, "settings.nameWrong")));
    }
    return visit.ifFresh(fresh -> begin(fresh, name, replaces, visit));
  }

  private Mono<Step> begin(FreshSession fresh, String name, String replaces, Visit visit) {
    String called = AuthenticatorName.parse(name).orElse(AuthenticatorName.UNNAMED);
    return setup
        .begin(fresh, called, replaces.isEmpty() ? null : replaces)
        .map(
            begun ->
                switch (begun) {
                  case TotpSetup.Begun.Shown shown ->
                      new Step.Open(code(shown.totpId(), shown.secret(), visit.account()));
                  case TotpSetup.Begun.NothingToReplace none ->
                      new Step.Refused(
                          new Panel.AuthenticatorChoice(name, ""), "replaces", CodeRefusal.over());
                  case TotpSetup.Begun.TooMany many -> tooMany(name);
                });
  }

  private static Step tooMany(String name) {
    return new Step.Refused(
        new Panel.AuthenticatorChoice(name, ""),
        "replaces",
        new CodeRefusal(HttpStatus.UNPROCESSABLE_CONTENT, "settings.tooMany"));
  }

  private Panel code(String totpId, Enrolments.Secret secret, Account account) {
    String uri = uris.of(secret, contacts.address(account).canonical());
    return new Panel.AuthenticatorCode(
        totpId,
        ShownSecret.write(secret),
        secret.secret().replaceAll("(.{4})(?=.)", "$1 "),
        uri,
        QrCode.svg(uri));
  }

  private Mono<Step> verify(Visit visit) {
    String id = SettingsForm.text(visit.form().totpId());
    Optional<Panel> panel =
        ShownSecret.read(SettingsForm.text(visit.form().secret()))
            .map(secret -> code(id, secret, visit.account()));
    if (panel.isEmpty()) {
      return Mono.just(new Step.Refused(null, "", CodeRefusal.over()));
    }
    return Fields.sixDigits(SettingsForm.text(visit.form().code()))
        .map(
            code ->
                setup
                    .verify(visit.session(), id, code)
                    .map(proven -> proven(proven, panel.get(), visit))
                    .onErrorReturn(
                        UnavailableException.class,
                        new Step.Refused(panel.get(), "code", CodeRefusal.unavailable())))
        .orElseGet(
            () ->
                Mono.just(
                    new Step.Refused(panel.get(), "code", CodeRefusal.malformed(Method.TOTP))));
  }

  private Step proven(SetupProven proven, Panel panel, Visit visit) {
    return switch (proven) {
      case SetupProven.Saved saved ->
          new Step.Changed(
              saved.account(),
              visit.draftAfter(saved.account()).withTotp(),
              BackupCodeRow.offer(saved.account(), place()),
              "settings.totpProven");
      case SetupProven.Refused refused ->
          new Step.Refused(panel, "code", CodeRefusal.of(refused.why(), clock));
      case SetupProven.TooMany many -> tooMany("");
      default -> new Step.Refused(null, "", CodeRefusal.over());
    };
  }

  private Mono<Step> remove(Visit visit) {
    Account account = visit.account();
    String id = visit.form().target();
    boolean isLast =
        account.authenticators().size() == 1 && account.methods().isOnlyOn(Method.TOTP);
    if (isLast && !visit.form().isConfirmed("totp-remove")) {
      return Mono.just(
          new Step.Open(new Panel.Question(place(), "totp-remove", id, "settings.lastOff")));
    }
    return visit.ifFresh(
        fresh ->
            setup
                .remove(fresh, id)
                .<Step>map(left -> visit.removed(left, "settings.totpRemoved"))
                .defaultIfEmpty(new Step.Open(null)));
  }
}
