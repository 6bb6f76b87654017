package org.twofold.gateway.web.settings;

import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.mfa.UnavailableException;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.settings.SetupBegun;
import org.twofold.gateway.settings.SetupProven;
import org.twofold.gateway.web.CodeRefusal;
import reactor.core.publisher.Mono;

/** How a number and an address are proven alike: it is typed, a code is sent to it and typed. */
final class ContactSteps {

  private static final String CODE = "code";

  private final Place place;
  private final InstantSource clock;

  ContactSteps(Place place, InstantSource clock) {
    this.place = place;
    this.clock = clock;
  }

  /** Asks for one. */
  Mono<Step> open(Visit visit) {
    return visit.ifFresh(fresh -> Mono.just(new Step.Open(new Panel.Contact(place, ""))));
  }

  /** What was typed is none, or not to be had. */
  Step refused(String typed, CodeRefusal why) {
    Panel panel = new Panel.Contact(place, typed);
    return new Step.Refused(panel, panel.view(), why);
  }

  /**
   * After the wish to have a code sent.
   *
   * @param id of what a code was sent for before; null where none was
   */
  Step begun(SetupBegun begun, String typed, @Nullable String id) {
    return switch (begun) {
      case SetupBegun.Begun sent ->
          new Step.Open(new Panel.ContactCode(place, sent.id(), typed, sent.resendAt()));
      case SetupBegun.TooSoon early -> {
        CodeRefusal why = CodeRefusal.tooSoon(early.pause());
        // where a code was sent already, it can still be typed
        yield id == null
            ? refused(typed, why)
            : new Step.Refused(new Panel.ContactCode(place, id, typed, null), CODE, why);
      }
    };
  }

  /**
   * Checks the code that was typed.
   *
   * @param id of what it was sent for
   * @param typed what it was sent to
   * @param check asks whether it is right, by the id and the code
   * @param saved what follows once it stands
   */
  Mono<Step> verify(
      Visit visit,
      String id,
      String typed,
      BiFunction<String, String, Mono<SetupProven>> check,
      Function<Account, Step> saved) {
    Panel panel = new Panel.ContactCode(place, id, typed, null);
    return Fields.sixDigits(SettingsForm.text(visit.form().code()))
        .map(
            code ->
                check
                    .apply(id, code)
                    .map(proven -> proven(proven, panel, saved))
                    .onErrorReturn(
                        UnavailableException.class,
                        new Step.Refused(panel, CODE, CodeRefusal.unavailable())))
        .orElseGet(
            () -> Mono.just(new Step.Refused(panel, CODE, CodeRefusal.malformed(Method.EMAIL))));
  }

  private Step proven(SetupProven proven, Panel panel, Function<Account, Step> saved) {
    return switch (proven) {
      case SetupProven.Saved stands -> saved.apply(stands.account());
      case SetupProven.Refused refused ->
          new Step.Refused(panel, CODE, CodeRefusal.of(refused.why(), clock));
      case SetupProven.Unknown unknown -> refused("", CodeRefusal.over());
      case SetupProven.TooMany many -> refused("", CodeRefusal.over());
      case SetupProven.Taken taken ->
          refused("", new CodeRefusal(HttpStatus.CONFLICT, "settings.addressTaken"));
    };
  }
}
