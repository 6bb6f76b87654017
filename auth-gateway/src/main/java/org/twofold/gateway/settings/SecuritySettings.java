package org.twofold.gateway.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.AccountEvents;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.login.Session;
import org.twofold.messaging.Outgoing;
import reactor.core.publisher.Mono;

/**
 * Turns methods on and off: on the version that was read, by a fresh session, in one update that
 * also ends the other sessions, and told to all of the account's contacts.
 */
@Component
public class SecuritySettings {

  private final Accounts accounts;
  private final AccountEvents events;

  SecuritySettings(Accounts accounts, AccountEvents events) {
    this.accounts = accounts;
    this.events = events;
  }

  /**
   * What is wanted.
   *
   * @param version of the settings that were read
   */
  public record Wish(long version, boolean email, boolean sms, boolean totp) {

    boolean isAsItStands(Account account) {
      return email == account.emailEnabled()
          && sms == account.smsEnabled()
          && totp == account.totpEnabled();
    }
  }

  /** What became of it. */
  public sealed interface Outcome {

    /** The settings stand as wished. */
    record Saved(Account account, boolean changed) implements Outcome {}

    /** Somebody changed them meanwhile. */
    record ChangedMeanwhile() implements Outcome {}

    /** A method must be set up first. */
    record NotSetUp(Method method) implements Outcome {}

    /** The session must be proven again. */
    record ReauthenticationRequired(FreshSession.Required required) implements Outcome {}
  }

  /** Changes what differs. */
  public Mono<Outcome> change(Session session, Wish wish) {
    Account account = session.account();
    if (wish.version() != account.version()) {
      return Mono.just(new Outcome.ChangedMeanwhile());
    }
    if (wish.sms() && account.phone() == null) {
      return Mono.just(new Outcome.NotSetUp(Method.SMS));
    }
    if (wish.totp() && account.authenticators().isEmpty()) {
      return Mono.just(new Outcome.NotSetUp(Method.TOTP));
    }
    if (wish.isAsItStands(account)) {
      return Mono.just(new Outcome.Saved(account, false));
    }
    return FreshSession.of(session)
        .map(fresh -> toggle(fresh, wish))
        .orElseGet(
            () -> Mono.just(new Outcome.ReauthenticationRequired(FreshSession.required(session))));
  }

  private Mono<Outcome> toggle(FreshSession fresh, Wish wish) {
    return accounts
        .changeUnlessStopped(
            fresh.account().id(),
            now ->
                now.version() == wish.version()
                    ? Optional.of(change(now, fresh.session(), wish))
                    : Optional.empty())
        .map(
            changed ->
                changed.done()
                    ? new Outcome.Saved(changed.account(), true)
                    : new Outcome.ChangedMeanwhile());
  }

  private Accounts.Change change(Account account, Session session, Wish wish) {
    List<Outgoing> toggled = new ArrayList<>();
    if (wish.email() != account.emailEnabled()) {
      toggled.add(events.toggled(account, session.cause(), Method.EMAIL, wish.email()));
    }
    if (wish.sms() != account.smsEnabled()) {
      toggled.add(events.toggled(account, session.cause(), Method.SMS, wish.sms()));
    }
    if (wish.totp() != account.totpEnabled()) {
      toggled.add(events.toggled(account, session.cause(), Method.TOTP, wish.totp()));
    }
    return new Accounts.Change(
        account.edit().on(wish.email(), wish.sms(), wish.totp()).endSessions(session.id()).done(),
        toggled);
  }
}
