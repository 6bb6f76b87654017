package org.twofold.gateway.login;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.twofold.events.Purpose;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.PersonalKeys;
import org.twofold.gateway.client.Client;
import org.twofold.gateway.password.PasswordVerifier;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;
import reactor.core.publisher.Mono;

/**
 * Proves a session again, by its password and at the highest level among the account's methods
 * (C2). It is a login of its own that takes the session's place: before it begins, the session is
 * told of it, so that the guarded update which completes the one is also what ends the other.
 */
@Component
public class Reauthentication {

  private final PasswordVerifier passwords;
  private final PersonalKeys personal;
  private final Logins logins;
  private final LoginEvents events;
  private final LoginStart start;
  private final Clock clock;

  Reauthentication(
      PasswordVerifier passwords,
      PersonalKeys personal,
      Logins logins,
      LoginEvents events,
      LoginStart start,
      Clock clock) {
    this.passwords = passwords;
    this.personal = personal;
    this.logins = logins;
    this.events = events;
    this.start = start;
    this.clock = clock;
  }

  /** Begins; empty where the password is not right. */
  public Mono<LoginState> begin(Session session, String password, Client client) {
    Account account = session.account();
    return passwords
        .verify(password, account.passwordHash())
        .flatMap(
            right ->
                right
                    ? start.begin(
                        account,
                        new Login.Opening(
                            account.id(),
                            account.sessionEpoch(),
                            client,
                            personal.whereabouts(account, client),
                            session.id()))
                    : refuse(account, client));
  }

  private Mono<LoginState> refuse(Account account, Client client) {
    Login refused =
        Login.refused(
            EventIds.next(),
            account.id(),
            Purpose.REAUTHENTICATION,
            client,
            personal.whereabouts(account, client),
            clock.instant());
    return logins.insert(refused, Outgoing.of(events.refused(refused))).then(Mono.empty());
  }
}
