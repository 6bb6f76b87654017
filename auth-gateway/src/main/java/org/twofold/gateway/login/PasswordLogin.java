package org.twofold.gateway.login;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.events.Purpose;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.AddressBook;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.account.PersonalKeys;
import org.twofold.gateway.client.Client;
import org.twofold.gateway.password.PasswordVerifier;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;
import reactor.core.publisher.Mono;

/**
 * The first step: an address and a password. Whether the address is known or not, one account is
 * looked for, one hash computed, one document inserted with one event (E4).
 */
@Component
public class PasswordLogin {

  private final Accounts accounts;
  private final AddressBook addresses;
  private final PersonalKeys personal;
  private final PasswordVerifier passwords;
  private final Logins logins;
  private final LoginEvents events;
  private final LoginStart start;
  private final Clock clock;

  PasswordLogin(
      Accounts accounts,
      AddressBook addresses,
      PersonalKeys personal,
      PasswordVerifier passwords,
      Logins logins,
      LoginEvents events,
      LoginStart start,
      Clock clock) {
    this.accounts = accounts;
    this.addresses = addresses;
    this.personal = personal;
    this.passwords = passwords;
    this.logins = logins;
    this.events = events;
    this.start = start;
    this.clock = clock;
  }

  /**
   * Who wants in.
   *
   * @param typed the address as it was typed; one that is none is simply not known
   */
  public record Attempt(String typed, String password, Client client) {

    /** Nothing of the address and password. */
    @Override
    public String toString() {
      return "Attempt[•••]";
    }
  }

  /** Begins a login; empty where address or password is not right. */
  public Mono<LoginState> logIn(Attempt attempt) {
    EmailAddress address =
        EmailAddress.parse(attempt.typed()).orElseGet(() -> new EmailAddress(attempt.typed()));
    return accounts
        .findByAddress(address)
        .singleOptional()
        .flatMap(
            found ->
                passwords
                    .verify(attempt.password(), found.map(Account::passwordHash).orElse(null))
                    .flatMap(
                        right ->
                            right && found.filter(PasswordLogin::isOpen).isPresent()
                                ? start.begin(found.get(), opening(found.get(), attempt.client()))
                                : refuse(found, address, attempt.client())));
  }

  /** One that support closed answers like a wrong password, after the same work (D5, E4). */
  private static boolean isOpen(Account account) {
    return !account.support().disabled();
  }

  private Login.Opening opening(Account account, Client client) {
    return new Login.Opening(
        account.id(), account.sessionEpoch(), client, personal.whereabouts(account, client), null);
  }

  private Mono<LoginState> refuse(Optional<Account> found, EmailAddress address, Client client) {
    String userId = found.map(Account::id).orElse(null);
    String key = found.map(Account::id).orElseGet(() -> addresses.pseudonym(address));
    Login refused =
        Login.refused(
            EventIds.next(),
            userId,
            Purpose.LOGIN,
            client,
            personal.whereabouts(found.orElse(null), client),
            clock.instant());
    return logins.insert(refused, Outgoing.of(key, events.refused(refused))).then(Mono.empty());
  }
}
