package org.twofold.gateway.web.settings;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.settings.AddressChange;
import org.twofold.gateway.web.CodeRefusal;
import reactor.core.publisher.Mono;

/** The e-mail address: typed, proven, and it stands. */
@Component
class AddressRow implements Row {

  private final AddressChange change;
  private final ContactSteps steps;

  AddressRow(AddressChange change, Clock clock) {
    this.change = change;
    this.steps = new ContactSteps(place(), clock);
  }

  @Override
  public Place place() {
    return Place.ADDRESS;
  }

  @Override
  public Map<String, Function<Visit, Mono<Step>>> buttons() {
    return Map.of(
        "address", steps::open, "address-send", this::send, "address-verify", this::verify);
  }

  private Mono<Step> send(Visit visit) {
    String typed = SettingsForm.text(visit.form().address());
    Optional<EmailAddress> address = EmailAddress.parse(typed);
    return address.isEmpty()
        ? Mono.just(
            steps.refused(typed, new CodeRefusal(HttpStatus.BAD_REQUEST, "signup.emailWrong")))
        : visit.ifFresh(
            fresh ->
                change
                    .begin(fresh, address.get())
                    .map(begun -> steps.begun(begun, typed, visit.form().emailId())));
  }

  private Mono<Step> verify(Visit visit) {
    return steps.verify(
        visit,
        SettingsForm.text(visit.form().emailId()),
        SettingsForm.text(visit.form().address()),
        (id, code) -> change.verify(visit.session(), id, code),
        account -> visit.changed(account, "settings.addressChanged"));
  }
}
