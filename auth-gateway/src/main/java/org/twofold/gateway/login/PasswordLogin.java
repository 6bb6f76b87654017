package org.twofold.gateway.login;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.AddressBook;
import org.twofold.gateway.account.ChallengeSettings;
import org.twofold.gateway.account.EmailAddress;
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

  private static final List<String> PASSWORD = List.of("pwd");

  private final Accounts accounts;
  private final AddressBook addresses;
  private final PasswordVerifier passwords;
  private final Logins logins;
  private final LoginEvents events;
  private final LoginStates states;
  private final TokenHash hashes;
  private final LoginSettings settings;
  private final ChallengeSettings challenges;
  private final Clock clock;

  PasswordLogin(
      Accounts accounts,
      AddressBook addresses,
      PasswordVerifier passwords,
      Logins logins,
      LoginEvents events,
      LoginStates states,
      TokenHash hashes,
      LoginSettings settings,
      ChallengeSettings challenges,
      Clock clock) {
    this.accounts = accounts;
    this.addresses = addresses;
    this.passwords = passwords;
    this.logins = logins;
    this.events = events;
    this.states = states;
    this.hashes = hashes;
    this.settings = settings;
    this.challenges = challenges;
    this.clock = clock;
  }

  /**
   * Who wants in.
   *
   * @param typed the address as it was typed; one that is none is simply not known
   * @param device browser and system; null where not known
   */
  public record Attempt(String typed, String password, @Nullable String device) {

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
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(
            found ->
                passwords
                    .verify(attempt.password(), found.map(Account::passwordHash).orElse(null))
                    .flatMap(
                        right ->
                            right && found.isPresent()
                                ? begin(found.get(), attempt.device())
                                : refuse(found, address)));
  }

  private Mono<LoginState> refuse(Optional<Account> found, EmailAddress address) {
    String loginId = EventIds.next();
    String userId = found.map(Account::id).orElse(null);
    String key = found.map(Account::id).orElseGet(() -> addresses.pseudonym(address));
    Instant now = clock.instant();
    Login refused =
        new Login(
            loginId,
            userId,
            Login.Status.REFUSED,
            null,
            null,
            now,
            now,
            0,
            null,
            List.of(),
            null,
            null,
            null);
    return logins
        .insert(refused, Outgoing.of(key, events.refused(loginId, userId)))
        .then(Mono.empty());
  }

  private Mono<LoginState> begin(Account account, @Nullable String device) {
    Token token = Token.of(EventIds.next());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return account.emailEnabled()
        ? askForSecondFactor(account, token, now, device)
        : complete(account, token, now, device);
  }

  private Mono<LoginState> askForSecondFactor(
      Account account, Token token, Instant now, @Nullable String device) {
    SentChallenge challenge = SentChallenge.begin(Method.EMAIL, now, challenges);
    Login login =
        new Login(
            token.loginId(),
            account.id(),
            Login.Status.PENDING,
            hashes.of(token),
            challenge,
            now,
            now.plus(settings.lifetime()),
            account.sessionEpoch(),
            null,
            List.of(),
            null,
            null,
            device);
    return logins
        .insert(login, Outgoing.of(events.attempted(login, account)))
        .then(Mono.fromSupplier(() -> states.pending(login, account, token.text())));
  }

  private Mono<LoginState> complete(
      Account account, Token token, Instant now, @Nullable String device) {
    Login login =
        new Login(
            token.loginId(),
            account.id(),
            Login.Status.COMPLETE,
            hashes.of(token),
            null,
            now,
            now.plus(settings.sessionLifetime()),
            account.sessionEpoch(),
            AssuranceLevel.AAL1,
            PASSWORD,
            now,
            now,
            device);
    return logins
        .insert(
            login,
            Outgoing.of(events.attempted(login, account)),
            Outgoing.of(events.succeeded(login, account, null, AssuranceLevel.AAL1, PASSWORD)))
        .then(
            Mono.fromSupplier(
                () -> states.complete(token, login.expiresAt(), AssuranceLevel.AAL1, PASSWORD)));
  }
}
