package org.twofold.gateway.web.settings;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.settings.Profile;
import org.twofold.gateway.settings.SecuritySettings;
import org.twofold.gateway.web.CodeRefusal;
import reactor.core.publisher.Mono;

/** Update: saves what is switched and chosen. */
@Component
class SavingRow implements Row {

  private final SecuritySettings security;
  private final Profile profile;

  SavingRow(SecuritySettings security, Profile profile) {
    this.security = security;
    this.profile = profile;
  }

  @Override
  public Place place() {
    return Place.UPDATE;
  }

  @Override
  public Map<String, Function<Visit, Mono<Step>>> buttons() {
    return Map.of("update", this::save);
  }

  private Mono<Step> save(Visit visit) {
    Draft draft = visit.draft();
    boolean isOfNow = draft.version() == visit.account().version();
    if (isOfNow && draft.turnsLastOff(visit.account()) && !visit.form().isConfirmed("update")) {
      return Mono.just(
          new Step.Open(new Panel.Question(place(), "update", "", "settings.lastOff")));
    }
    return security
        .change(
            visit.session(),
            new SecuritySettings.Wish(draft.version(), draft.email(), draft.sms(), draft.totp()))
        .flatMap(
            outcome ->
                switch (outcome) {
                  case SecuritySettings.Outcome.Saved saved ->
                      profile
                          .change(visit.session(), draft.locale(), draft.timeZone())
                          .map(account -> saved(visit.account(), account));
                  case SecuritySettings.Outcome.ReauthenticationRequired old ->
                      Mono.just(new Step.Prove());
                  case SecuritySettings.Outcome.ChangedMeanwhile meanwhile ->
                      Mono.just(refused(null, "", "settings.changedMeanwhile"));
                  case SecuritySettings.Outcome.NotSetUp missing ->
                      Mono.just(notSetUp(missing.method()));
                });
  }

  /**
   * The page is asked for anew: a reload sends nothing twice, and the language is the saved one.
   */
  private static Step saved(Account before, Account now) {
    boolean emailIsNew = now.emailEnabled() && !before.emailEnabled();
    return new Step.Leave("redirect:/settings?say=" + (emailIsNew ? "emailEnabled" : "updated"));
  }

  private static Step notSetUp(Method method) {
    return method == Method.SMS
        ? refused(new Panel.Contact(Place.SMS, ""), "number", "settings.phoneFirst")
        : refused(null, "", "settings.totpFirst");
  }

  private static Step refused(@Nullable Panel panel, String field, String key) {
    return new Step.Refused(panel, field, new CodeRefusal(HttpStatus.CONFLICT, key));
  }
}
