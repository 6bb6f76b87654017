package org.twofold.gateway.login;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.ChallengeSettings;
import org.twofold.gateway.account.Contacts;
import org.twofold.gateway.throttle.SendBudget;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;
import reactor.core.publisher.Mono;

/**
 * What follows a right password: the session, or the question for a second factor. One document
 * with its events.
 */
@Component
class LoginStart {

  private final Logins logins;
  private final LoginEvents events;
  private final LoginStates states;
  private final Contacts contacts;
  private final SendBudget budget;
  private final TokenHash hashes;
  private final Remembrance remembrance;
  private final LoginSettings settings;
  private final ChallengeSettings challenges;
  private final Clock clock;

  LoginStart(
      Logins logins,
      LoginEvents events,
      LoginStates states,
      Contacts contacts,
      SendBudget budget,
      TokenHash hashes,
      Remembrance remembrance,
      LoginSettings settings,
      ChallengeSettings challenges,
      Clock clock) {
    this.logins = logins;
    this.events = events;
    this.states = states;
    this.contacts = contacts;
    this.budget = budget;
    this.hashes = hashes;
    this.remembrance = remembrance;
    this.settings = settings;
    this.challenges = challenges;
    this.clock = clock;
  }

  /** Empty where the session that is to be proven again has ended. */
  Mono<LoginState> begin(Account account, Login.Opening opening) {
    Token token = Token.of(EventIds.next());
    return announce(opening, token)
        .filter(stands -> stands)
        .flatMap(stands -> begin(account, opening, token));
  }

  /** Before anything can be complete the session knows by what it would be replaced. */
  private Mono<Boolean> announce(Login.Opening opening, Token token) {
    return opening.replaces() instanceof String session
        ? logins.succeed(session, token.loginId())
        : Mono.just(true);
  }

  private Mono<LoginState> begin(Account account, Login.Opening opening, Token token) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return account
        .methods()
        .first(LoginStates.ways(account, opening.purpose()), now)
        .map(method -> ask(account, opening, token, method, now))
        .orElseGet(() -> complete(account, opening, token, now));
  }

  private Mono<LoginState> ask(
      Account account, Login.Opening opening, Token token, Method method, Instant now) {
    return challenge(account, method, now)
        .map(
            challenge ->
                Login.pending(
                    token.loginId(),
                    opening,
                    hashes.of(token),
                    method,
                    challenge.orElse(null),
                    now,
                    now.plus(settings.lifetime())))
        .flatMap(
            login ->
                logins
                    .insert(login, Outgoing.of(events.attempted(login, account)))
                    .then(Mono.fromSupplier(() -> states.pending(login, account, token.text()))));
  }

  /** The challenge of a method that sends a code, unless too many were sent; else empty. */
  private Mono<Optional<SentChallenge>> challenge(Account account, Method method, Instant now) {
    if (method != Method.EMAIL && method != Method.SMS || account.methods().isClosed(method, now)) {
      return Mono.just(Optional.empty());
    }
    return budget
        .take(account.id(), method, contacts.destination(account, method))
        .map(
            answer ->
                Optional.of(
                    switch (answer) {
                      case SendBudget.Answer.Granted granted ->
                          SentChallenge.begin(method, now, challenges);
                      case SendBudget.Answer.Full full ->
                          SentChallenge.limited(method, now, full.until(), challenges);
                    }));
  }

  private Mono<LoginState> complete(
      Account account, Login.Opening opening, Token token, Instant now) {
    Proof proof = Proof.PASSWORD;
    Login login =
        Login.complete(
            token.loginId(),
            opening,
            hashes.of(token),
            proof,
            now,
            now.plus(settings.sessionLifetime()));
    return logins
        .insert(
            login,
            Outgoing.of(events.attempted(login, account)),
            Outgoing.of(events.succeeded(login, account, proof)))
        .then(remembrance.after(account, login, proof))
        .then(Mono.fromSupplier(() -> states.complete(token, login.expiresAt(), proof)));
  }
}
