package org.twofold.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.ChallengeRequested;
import org.twofold.events.LoginSucceeded;
import org.twofold.events.Method;
import org.twofold.events.SessionEnd;
import org.twofold.events.SessionEnded;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.ChallengeSettings;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.client.Client;
import org.twofold.gateway.client.Whereabouts;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.test.SettableClock;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the logins promise, on whichever database. */
abstract class LoginsContract {

  private static final int AT_ONCE = 64;
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final GatewayUnderTest gateway = gateway();
  private final Logins logins = gateway.bean(Logins.class);
  private final LoginEvents events = gateway.bean(LoginEvents.class);
  private final ChallengeSettings settings = gateway.bean(ChallengeSettings.class);
  private Account account;
  private Login login;

  abstract GatewayUnderTest gateway();

  @BeforeEach
  void aPendingLogin() {
    gateway.clock().set(SettableClock.NINE);
    account =
        gateway
            .bean(Accounts.class)
            .findByAddress(EmailAddress.parse(she().email()).orElseThrow())
            .block();
    login = pending(SentChallenge.begin(Method.EMAIL, now(), settings));
    logins.insert(login).block();
  }

  private static Subscriber one;

  private Subscriber she() {
    if (one == null || one.gateway() != gateway) {
      one = Subscriber.aSubscriber(gateway);
    }
    return one;
  }

  @Test
  void aLoginIsReadAsItWasWritten() {
    assertThat(found()).isEqualTo(login);
    assertThat(logins.find("another").block()).isNull();
  }

  @Test
  @Tag("B1")
  void sixtyFourCompletionsAtOnceMakeOneSessionWithOneEvent() {
    assertThat(won(() -> complete(login))).isEqualTo(1);
    assertThat(found().status()).isEqualTo(Login.Status.COMPLETE);
    assertThat(gateway.events("logins", login.id(), LoginSucceeded.class)).hasSize(1);
  }

  @Test
  @Tag("E1")
  void completingReplacesTheOnlyHash() {
    complete(login).block();

    assertThat(found().tokenHash()).isNotEqualTo(login.tokenHash());
    assertThat(gateway.stored("logins", login.id()).toJson()).doesNotContain(login.tokenHash());
  }

  @Test
  @Tag("A2")
  void aLoginIsNotCompletedOnceItIsOver() {
    gateway.clock().forward(LIFE);
    assertThat(complete(login).block()).isFalse();
    gateway.clock().set(SettableClock.NINE.plus(LIFE).minusMillis(1));
    assertThat(complete(login).block()).isTrue();
  }

  @Test
  @Tag("B10")
  void aRefusedOrEndedLoginIsNotCompleted() {
    Login refused = with(Login.Status.REFUSED);
    Login ended = with(Login.Status.ENDED);

    assertThat(complete(refused).block()).isFalse();
    assertThat(complete(ended).block()).isFalse();
    assertThat(logins.challenge(refused, next(), asked()).block()).isFalse();
    assertThat(logins.end(refused.id(), ended()).block()).isFalse();
  }

  @Test
  @Tag("E1")
  void aLoginWhoseTokenWasReplacedIsNotCompletedByTheFormerOne() {
    complete(login).block();

    assertThat(complete(login).block()).isFalse();
    assertThat(logins.challenge(login, next(), asked()).block()).isFalse();
  }

  @Test
  @Tag("F1")
  void sixtyFourMessagesAtOnceAreSentOnce() {
    assertThat(won(() -> logins.challenge(login, next(), asked()))).isEqualTo(1);
    assertThat(found().challenge().sendNumber()).isEqualTo(2);
    assertThat(found().challenge().id()).isEqualTo(login.challenge().id());
    assertThat(gateway.events("logins", login.id(), ChallengeRequested.class)).hasSize(1);
  }

  @Test
  @Tag("F1")
  void sixtyFourFirstMessagesAtOnceAreSentOnce() {
    Login without = pending(null);
    logins.insert(without).block();

    assertThat(won(() -> logins.challenge(without, next(), asked()))).isEqualTo(1);
  }

  @Test
  @Tag("A2")
  void nothingIsSentOnceTheLoginIsOver() {
    gateway.clock().forward(LIFE);
    assertThat(logins.challenge(login, next(), asked()).block()).isFalse();
    gateway.clock().set(SettableClock.NINE.plus(LIFE).minusMillis(1));
    assertThat(logins.challenge(login, next(), asked()).block()).isTrue();
  }

  @Test
  @Tag("H6")
  void deliveryGoesForwardOnlyInWhicheverOrderItIsHeard() {
    for (Delivery first : Delivery.values()) {
      for (Delivery second : Delivery.values()) {
        for (Delivery third : Delivery.values()) {
          Login other = pending(SentChallenge.begin(Method.EMAIL, now(), settings));
          logins.insert(other).block();
          int furthest = Delivery.QUEUED.rank();
          for (Delivery heard : List.of(first, second, third)) {
            furthest = Math.max(furthest, heard.rank());
            hear(other, 1, heard);
            assertThat(stored(other).challenge().delivery()).isEqualTo(furthest);
          }
        }
      }
    }
  }

  @Test
  @Tag("H6")
  void whatIsHeardOfAnotherSendOrChallengeOrLoginChangesNothing() {
    logins.challenge(login, next(), asked()).block();

    assertThat(hear(login, 1, Delivery.DELIVERED)).isFalse();
    assertThat(hear(login, 3, Delivery.DELIVERED)).isFalse();
    assertThat(logins.delivery(login.id(), "another", 2, Delivery.DELIVERED).block()).isFalse();
    assertThat(logins.delivery("another", login.challenge().id(), 2, Delivery.DELIVERED).block())
        .isFalse();
    assertThat(found().challenge().delivery()).isEqualTo(Delivery.QUEUED.rank());
    assertThat(hear(login, 2, Delivery.DELIVERED)).isTrue();
  }

  /** Past its end a message of which nothing was heard is shown as failed: nothing leads back. */
  @Test
  @Tag("H6")
  void whatIsHeardTooLateDoesNotLeadBackFromFailed() {
    gateway.clock().forward(settings.lifetime());

    assertThat(hear(login, 1, Delivery.SENT)).isFalse();
    assertThat(hear(login, 1, Delivery.DELAYED)).isFalse();
    assertThat(hear(login, 1, Delivery.DELIVERED)).isTrue();
  }

  @Test
  void sixtyFourUsesAtOnceAreNotedOnceAndOnlyOfASession() {
    assertThat(logins.seen(login.id(), null).block()).isFalse();
    complete(login).block();
    Instant before = found().lastSeenAt();
    gateway.clock().forward(Duration.ofMinutes(2));

    assertThat(won(() -> logins.seen(login.id(), before))).isEqualTo(1);
    assertThat(found().lastSeenAt()).isEqualTo(now());
  }

  @Test
  void sixtyFourEndsAtOnceAreOneWithOneEvent() {
    assertThat(logins.end(login.id(), ended()).block()).isFalse();
    complete(login).block();

    assertThat(won(() -> logins.end(login.id(), ended()))).isEqualTo(1);
    assertThat(found().tokenHash()).isNull();
    assertThat(gateway.events("logins", login.id(), SessionEnded.class)).hasSize(1);
    assertThat(logins.seen(login.id(), found().lastSeenAt()).block()).isFalse();
  }

  private Mono<Boolean> complete(Login read) {
    Proof proof = Proof.sent(Method.EMAIL);
    return logins.complete(
        read,
        new Logins.Completion("hash-" + EventIds.next(), proof, now().plus(Duration.ofHours(24))),
        events.succeeded(read, account, proof));
  }

  private boolean hear(Login of, int send, Delivery heard) {
    return logins.delivery(of.id(), of.challenge().id(), send, heard).block();
  }

  private SentChallenge next() {
    return login.challenge().sentAgain(now(), settings.resendPause());
  }

  private Outgoing asked() {
    return Outgoing.of(events.requested(login, account, next()));
  }

  private SessionEnded ended() {
    return events.ended(login.id(), account.id(), SessionEnd.LOGGED_OUT);
  }

  private Login with(Login.Status status) {
    Login read = pending(login.challenge());
    Login other =
        new Login(
            read.id(),
            read.userId(),
            read.purpose(),
            null,
            status,
            read.tokenHash(),
            read.method(),
            read.challenge(),
            read.resendAt(),
            read.startedAt(),
            read.expiresAt(),
            0,
            null,
            List.of(),
            null,
            null,
            null,
            null,
            read.whereabouts(),
            List.of());
    logins.insert(other).block();
    return other;
  }

  private Login pending(SentChallenge challenge) {
    return Login.pending(
        EventIds.next(),
        new Login.Opening(
            account.id(), 0, new Client("Firefox, Linux", null, null), Whereabouts.UNKNOWN, null),
        "hash-" + EventIds.next(),
        Method.EMAIL,
        challenge,
        now(),
        now().plus(LIFE));
  }

  private Login found() {
    return stored(login);
  }

  private Login stored(Login which) {
    return logins.find(which.id()).block();
  }

  private Instant now() {
    return gateway.clock().instant();
  }

  private static long won(Supplier<Mono<Boolean>> step) {
    return Flux.range(0, AT_ONCE)
        .flatMap(i -> step.get(), AT_ONCE)
        .filter(matched -> matched)
        .count()
        .block();
  }
}
