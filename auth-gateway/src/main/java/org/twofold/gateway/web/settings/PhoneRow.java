package org.twofold.gateway.web.settings;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.PhoneNumber;
import org.twofold.gateway.mfa.UnavailableException;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.settings.FreshSession;
import org.twofold.gateway.settings.PhoneSettings;
import org.twofold.gateway.settings.PhoneSetup;
import org.twofold.gateway.settings.SetupBegun;
import org.twofold.gateway.settings.SetupProven;
import org.twofold.gateway.web.CodeRefusal;
import reactor.core.publisher.Mono;

/** SMS Verification: a number is typed, proven, and stands; or is removed. */
@Component
class PhoneRow implements Row {

  private final PhoneSetup setup;
  private final PhoneSettings settings;
  private final Clock clock;

  PhoneRow(PhoneSetup setup, PhoneSettings settings, Clock clock) {
    this.setup = setup;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Place place() {
    return Place.SMS;
  }

  @Override
  public Map<String, Function<Visit, Mono<Step>>> buttons() {
    return Map.of(
        "sms",
        this::open,
        "sms-send",
        this::send,
        "sms-verify",
        this::verify,
        "sms-remove",
        this::remove);
  }

  private Mono<Step> open(Visit visit) {
    return Mono.just(
        visit.fresh().isPresent() ? new Step.Open(new Panel.Number("")) : new Step.Prove());
  }

  private Mono<Step> send(Visit visit) {
    String typed = SettingsForm.text(visit.form().number());
    Optional<PhoneNumber> number = PhoneNumber.parse(typed, settings.region());
    if (number.isEmpty()) {
      return Mono.just(
          new Step.Refused(
              new Panel.Number(typed),
              "number",
              new CodeRefusal(HttpStatus.UNPROCESSABLE_CONTENT, "settings.numberWrong")));
    }
    return visit
        .fresh()
        .map(fresh -> send(fresh, number.get(), typed, visit))
        .orElseGet(() -> Mono.just(new Step.Prove()));
  }

  private Mono<Step> send(FreshSession fresh, PhoneNumber number, String typed, Visit visit) {
    return setup
        .begin(fresh, number)
        .map(
            begun ->
                switch (begun) {
                  case SetupBegun.Begun sent ->
                      new Step.Open(
                          new Panel.ContactCode(place(), sent.id(), typed, sent.resendAt()));
                  case SetupBegun.TooSoon early ->
                      new Step.Refused(
                          waiting(visit, typed),
                          visit.form().phoneId() == null ? "number" : "code",
                          CodeRefusal.tooSoon(early.pause()));
                });
  }

  /** Where a code was sent already, it can still be typed. */
  private Panel waiting(Visit visit, String typed) {
    return visit.form().phoneId() instanceof String id
        ? new Panel.ContactCode(place(), id, typed, null)
        : new Panel.Number(typed);
  }

  private Mono<Step> verify(Visit visit) {
    String id = SettingsForm.text(visit.form().phoneId());
    Panel panel =
        new Panel.ContactCode(place(), id, SettingsForm.text(visit.form().number()), null);
    return Fields.sixDigits(SettingsForm.text(visit.form().code()))
        .map(
            code ->
                setup
                    .verify(visit.session(), id, code)
                    .map(proven -> proven(proven, panel, visit))
                    .onErrorReturn(
                        UnavailableException.class,
                        new Step.Refused(panel, "code", CodeRefusal.unavailable())))
        .orElseGet(
            () -> Mono.just(new Step.Refused(panel, "code", CodeRefusal.malformed(Method.SMS))));
  }

  private Step proven(SetupProven proven, Panel panel, Visit visit) {
    return switch (proven) {
      case SetupProven.Saved saved ->
          new Step.Changed(
              saved.account(),
              visit.draft().after(visit.account(), saved.account()).withSms(),
              BackupCodeRow.offer(saved.account(), place()),
              "settings.phoneProven");
      case SetupProven.Refused refused ->
          new Step.Refused(panel, "code", CodeRefusal.of(refused.why(), clock));
      case SetupProven.Unknown unknown ->
          new Step.Refused(new Panel.Number(""), "number", CodeRefusal.over());
      case SetupProven.Taken taken -> throw new IllegalStateException("A number is never taken");
    };
  }

  private Mono<Step> remove(Visit visit) {
    Account account = visit.account();
    if (account.methods().isOnlyOn(Method.SMS) && !visit.form().isConfirmed("sms-remove")) {
      return Mono.just(
          new Step.Open(new Panel.Question(place(), "sms-remove", "", "settings.lastOff")));
    }
    return visit
        .fresh()
        .map(
            fresh ->
                setup
                    .remove(fresh)
                    .<Step>map(
                        left ->
                            new Step.Changed(
                                left,
                                visit.draft().after(account, left).possibleFor(left),
                                null,
                                "settings.phoneRemoved"))
                    .defaultIfEmpty(new Step.Open(null)))
        .orElseGet(() -> Mono.just(new Step.Prove()));
  }
}
