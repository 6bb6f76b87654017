package org.twofold.gateway.settings;

import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.AccountEvents;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.AddressBook;
import org.twofold.gateway.account.Contacts;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.login.Session;
import reactor.core.publisher.Mono;

/**
 * The e-mail address of an account: proven before it replaces the one that stands; both are told.
 */
@Component
public class AddressChange {

  private final Accounts accounts;
  private final AddressBook addresses;
  private final Contacts contacts;
  private final ContactProof proof;
  private final AccountEvents events;

  AddressChange(
      Accounts accounts,
      AddressBook addresses,
      Contacts contacts,
      ContactProof proof,
      AccountEvents events) {
    this.accounts = accounts;
    this.addresses = addresses;
    this.contacts = contacts;
    this.proof = proof;
    this.events = events;
  }

  /** Has a code sent to an address. Whether it has an account is not told here (E4). */
  public Mono<SetupBegun> begin(FreshSession fresh, EmailAddress address) {
    String userId = fresh.account().id();
    return proof.begin(
        fresh.account(),
        new ContactProof.Target(
            ContactProof.Kind.ADDRESS,
            address.canonical(),
            addresses.seal(userId, address),
            box -> addresses.open(userId, box).equals(address)));
  }

  /** Checks the code; the address stands from then on. */
  public Mono<SetupProven> verify(Session session, String emailId, String code) {
    return proof.verify(
        session,
        ContactProof.Kind.ADDRESS,
        emailId,
        code,
        setup ->
            accounts
                .isTaken(addresses.open(setup.userId(), setup.target()), setup.userId())
                .flatMap(
                    taken -> taken ? Mono.just(new SetupProven.Taken()) : save(session, setup)));
  }

  private Mono<SetupProven> save(Session session, Setup setup) {
    return accounts
        .changeUnlessStopped(setup.userId(), account -> put(account, session, setup))
        .<SetupProven>map(changed -> new SetupProven.Saved(changed.account()))
        .onErrorReturn(DuplicateKeyException.class, new SetupProven.Taken());
  }

  private Optional<Accounts.Change> put(Account account, Session session, Setup setup) {
    EmailAddress address = addresses.open(account.id(), setup.target());
    if (address.equals(contacts.address(account))) {
      return Optional.empty();
    }
    return Optional.of(
        new Accounts.Change(
            account
                .edit()
                .address(addresses.index(address), setup.target())
                .endSessions(session.id())
                .done(),
            List.of(
                events.addressChanged(
                    account,
                    session.cause(setup.setupId()),
                    new Contacts.Contact(address, null)))));
  }
}
