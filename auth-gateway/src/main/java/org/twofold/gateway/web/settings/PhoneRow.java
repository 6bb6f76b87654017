package org.twofold.gateway.web.settings;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.account.PhoneNumber;
import org.twofold.gateway.settings.PhoneSettings;
import org.twofold.gateway.settings.PhoneSetup;
import org.twofold.gateway.web.CodeRefusal;
import reactor.core.publisher.Mono;

/** SMS Verification: a number is typed, proven, and stands; or is removed. */
@Component
class PhoneRow implements Row {

  private final PhoneSetup setup;
  private final PhoneSettings settings;
  private final ContactSteps steps;

  PhoneRow(PhoneSetup setup, PhoneSettings settings, Clock clock) {
    this.setup = setup;
    this.settings = settings;
    this.steps = new ContactSteps(place(), clock);
  }

  @Override
  public Place place() {
    return Place.SMS;
  }

  @Override
  public Map<String, Function<Visit, Mono<Step>>> buttons() {
    return Map.of(
        "sms",
        steps::open,
        "sms-send",
        this::send,
        "sms-verify",
        this::verify,
        "sms-remove",
        this::remove);
  }

  private Mono<Step> send(Visit visit) {
    String typed = SettingsForm.text(visit.form().number());
    Optional<PhoneNumber> number = PhoneNumber.parse(typed, settings.region());
    return number.isEmpty()
        ? Mono.just(
            steps.refused(
                typed, new CodeRefusal(HttpStatus.UNPROCESSABLE_CONTENT, "settings.numberWrong")))
        : visit.ifFresh(
            fresh ->
                setup
                    .begin(fresh, number.get())
                    .map(begun -> steps.begun(begun, typed, visit.form().phoneId())));
  }

  private Mono<Step> verify(Visit visit) {
    return steps.verify(
        visit,
        SettingsForm.text(visit.form().phoneId()),
        SettingsForm.text(visit.form().number()),
        (id, code) -> setup.verify(visit.session(), id, code),
        account ->
            new Step.Changed(
                account,
                visit.draftAfter(account).withSms(),
                BackupCodeRow.offer(account, place()),
                "settings.phoneProven"));
  }

  private Mono<Step> remove(Visit visit) {
    if (visit.account().methods().isOnlyOn(Method.SMS) && !visit.form().isConfirmed("sms-remove")) {
      return Mono.just(
          new Step.Open(new Panel.Question(place(), "sms-remove", "", "settings.lastOff")));
    }
    return visit.ifFresh(
        fresh ->
            setup
                .remove(fresh)
                .<Step>map(left -> visit.removed(left, "settings.phoneRemoved"))
                .defaultIfEmpty(new Step.Open(null)));
  }
}
