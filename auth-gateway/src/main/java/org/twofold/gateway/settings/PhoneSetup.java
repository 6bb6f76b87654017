package org.twofold.gateway.settings;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.events.FactorChange;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.AccountEvents;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.AddressBook;
import org.twofold.gateway.account.Contacts;
import org.twofold.gateway.account.Phone;
import org.twofold.gateway.account.PhoneNumber;
import org.twofold.gateway.login.Session;
import org.twofold.messaging.Outgoing;
import reactor.core.publisher.Mono;

/**
 * The mobile number of an account: proven before it replaces the one that stands, and told to both.
 */
@Component
public class PhoneSetup {

  /** Names the one number of an account in its events. */
  private static final String FACTOR = "phone";

  private final Accounts accounts;
  private final AddressBook addresses;
  private final Contacts contacts;
  private final ContactProof proof;
  private final AccountEvents events;
  private final Clock clock;

  PhoneSetup(
      Accounts accounts,
      AddressBook addresses,
      Contacts contacts,
      ContactProof proof,
      AccountEvents events,
      Clock clock) {
    this.accounts = accounts;
    this.addresses = addresses;
    this.contacts = contacts;
    this.proof = proof;
    this.events = events;
    this.clock = clock;
  }

  /** Has a code sent to a number. */
  public Mono<SetupBegun> begin(FreshSession fresh, PhoneNumber number) {
    String userId = fresh.account().id();
    return proof.begin(
        fresh.account(),
        new ContactProof.Target(
            ContactProof.Kind.PHONE,
            number.e164(),
            addresses.seal(userId, number),
            box -> addresses.openNumber(userId, box).equals(number)));
  }

  /** Checks the code; the number stands from then on. */
  public Mono<SetupProven> verify(Session session, String phoneId, String code) {
    return proof.verify(
        session,
        ContactProof.Kind.PHONE,
        phoneId,
        code,
        setup ->
            accounts
                .changeUnlessStopped(setup.userId(), account -> put(account, session, setup))
                .map(changed -> new SetupProven.Saved(changed.account())));
  }

  private Optional<Accounts.Change> put(Account account, Session session, Setup setup) {
    PhoneNumber before = contacts.number(account);
    PhoneNumber number = addresses.openNumber(account.id(), setup.target());
    if (number.equals(before)) {
      return Optional.empty();
    }
    return Optional.of(
        new Accounts.Change(
            account
                .edit()
                .phone(new Phone(setup.target(), clock.instant()))
                .endSessions(session.id())
                .done(),
            List.of(
                events.changed(
                    account,
                    session.cause(setup.setupId()),
                    Method.SMS,
                    FACTOR,
                    before == null ? FactorChange.ENROLLED : FactorChange.PHONE_CHANGED,
                    null,
                    new Contacts.Contact(null, number)))));
  }

  /**
   * Removes the number, which turns SMS Verification off.
   *
   * @return empty where there is none
   */
  public Mono<Account> remove(FreshSession fresh) {
    return accounts
        .changeUnlessStopped(
            fresh.account().id(),
            account ->
                account.phone() == null
                    ? Optional.empty()
                    : Optional.of(without(account, fresh.session())))
        .filter(Accounts.Changed::done)
        .map(Accounts.Changed::account);
  }

  private Accounts.Change without(Account account, Session session) {
    List<Outgoing> events = new ArrayList<>();
    events.add(
        this.events.changed(
            account,
            session.cause(),
            Method.SMS,
            FACTOR,
            FactorChange.REMOVED,
            null,
            Contacts.Contact.NONE));
    if (account.smsEnabled()) {
      events.add(this.events.toggledUntold(account, session.id(), Method.SMS, false));
    }
    return new Accounts.Change(account.edit().phone(null).endSessions(session.id()).done(), events);
  }
}
