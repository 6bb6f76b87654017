package org.twofold.gateway.web.settings;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.mfa.UnavailableException;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.settings.AddressChange;
import org.twofold.gateway.settings.FreshSession;
import org.twofold.gateway.settings.SetupBegun;
import org.twofold.gateway.settings.SetupProven;
import org.twofold.gateway.web.CodeRefusal;
import reactor.core.publisher.Mono;

/** The e-mail address: typed, proven, and it stands. */
@Component
class AddressRow implements Row {

  private final AddressChange change;
  private final Clock clock;

  AddressRow(AddressChange change, Clock clock) {
    this.change = change;
    this.clock = clock;
  }

  @Override
  public Place place() {
    return Place.ADDRESS;
  }

  @Override
  public Map<String, Function<Visit, Mono<Step>>> buttons() {
    return Map.of(
        "address", this::open, "address-send", this::send, "address-verify", this::verify);
  }

  private Mono<Step> open(Visit visit) {
    return Mono.just(
        visit.fresh().isPresent() ? new Step.Open(new Panel.Address("")) : new Step.Prove());
  }

  private Mono<Step> send(Visit visit) {
    String typed = SettingsForm.text(visit.form().address());
    Optional<EmailAddress> address = EmailAddress.parse(typed);
    if (address.isEmpty()) {
      return Mono.just(
          new Step.Refused(
              new Panel.Address(typed),
              "address",
              new CodeRefusal(HttpStatus.BAD_REQUEST, "signup.emailWrong")));
    }
    return visit
        .fresh()
        .map(fresh -> send(fresh, address.get(), typed, visit))
        .orElseGet(() -> Mono.just(new Step.Prove()));
  }

  private Mono<Step> send(FreshSession fresh, EmailAddress address, String typed, Visit visit) {
    return change
        .begin(fresh, address)
        .map(
            begun ->
                switch (begun) {
                  case SetupBegun.Begun sent ->
                      new Step.Open(
                          new Panel.ContactCode(place(), sent.id(), typed, sent.resendAt()));
                  case SetupBegun.TooSoon early ->
                      new Step.Refused(
                          waiting(visit, typed),
                          visit.form().emailId() == null ? "address" : "code",
                          CodeRefusal.tooSoon(early.pause()));
                });
  }

  private Panel waiting(Visit visit, String typed) {
    return visit.form().emailId() instanceof String id
        ? new Panel.ContactCode(place(), id, typed, null)
        : new Panel.Address(typed);
  }

  private Mono<Step> verify(Visit visit) {
    String id = SettingsForm.text(visit.form().emailId());
    Panel panel =
        new Panel.ContactCode(place(), id, SettingsForm.text(visit.form().address()), null);
    return Fields.sixDigits(SettingsForm.text(visit.form().code()))
        .map(
            code ->
                change
                    .verify(visit.session(), id, code)
                    .map(proven -> proven(proven, panel, visit))
                    .onErrorReturn(
                        UnavailableException.class,
                        new Step.Refused(panel, "code", CodeRefusal.unavailable())))
        .orElseGet(
            () -> Mono.just(new Step.Refused(panel, "code", CodeRefusal.malformed(Method.EMAIL))));
  }

  private Step proven(SetupProven proven, Panel panel, Visit visit) {
    return switch (proven) {
      case SetupProven.Saved saved ->
          new Step.Changed(
              saved.account(),
              visit.draft().after(visit.account(), saved.account()),
              null,
              "settings.addressChanged");
      case SetupProven.Refused refused ->
          new Step.Refused(panel, "code", CodeRefusal.of(refused.why(), clock));
      case SetupProven.Unknown unknown ->
          new Step.Refused(new Panel.Address(""), "address", CodeRefusal.over());
      case SetupProven.Taken taken ->
          new Step.Refused(
              new Panel.Address(""),
              "address",
              new CodeRefusal(HttpStatus.CONFLICT, "settings.addressTaken"));
    };
  }
}
