package org.twofold.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;
import static org.twofold.gateway.testing.Subscriber.aSubscriberWithEmailVerification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.LoginSucceeded;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.AtOnce;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;

/** How a session begins, lives and ends. */
class SessionLifeTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final GatewayUnderTest gateway = GatewayUnderTest.shared();

  @BeforeEach
  void atNine() {
    gateway.clock().set(SettableClock.NINE);
  }

  @Test
  @Tag("B1")
  void sixtyFourRightCodesAtOnceMakeOneSession() throws Exception {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Answer login = she.logIn();

    List<Answer> answers = AtOnce.sixtyFour(() -> she.verifies(login, RIGHT));

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers).extracting(Answer::status).isSubsetOf(200, 401, 409, 503);
    assertThat(gateway.events("logins", login.text("loginId"), LoginSucceeded.class)).hasSize(1);
    answers.stream()
        .filter(answer -> answer.status() == 200)
        .forEach(won -> assertThat(she.session(won.session()).status()).isEqualTo(200));
  }

  @Test
  @Tag("B7")
  void noOtherLoginGetsInWithTheSameCode() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Answer first = she.logIn();
    Answer second = she.logIn();

    assertThat(she.verifies(first, RIGHT).status()).isEqualTo(200);
    var asked = gateway.mfa().questions().getLast();
    assertThat(asked.path("loginId").asString()).isEqualTo(first.text("loginId"));
    assertThat(asked.path("purpose").asString()).isEqualTo("LOGIN");
    assertThat(asked.path("method").asString()).isEqualTo("EMAIL");
    assertThat(she.verifies(first, RIGHT).status()).isEqualTo(401);
    Answer crossed =
        she.api()
            .with(first.text("loginToken"))
            .post(
                "/api/v1/logins/" + second.text("loginId") + "/verification",
                Map.of("method", "EMAIL", "code", RIGHT));
    assertThat(crossed.problem()).isEqualTo("not-found");
  }

  @Test
  @Tag("E2")
  void endsAfterAnHourWithoutUse() {
    Subscriber she = aSubscriber(gateway);
    String token = she.logIn().session();
    gateway.clock().forward(HOUR.minusMillis(1));
    assertThat(she.session(token).status()).isEqualTo(200);

    gateway.clock().forward(HOUR);
    assertThat(she.session(token).problem()).isEqualTo("no-session");
    gateway.clock().set(SettableClock.NINE.plus(HOUR));
    assertThat(she.session(token).status()).isEqualTo(200);
  }

  @Test
  @Tag("E2")
  void endsAfterADayHoweverMuchItIsUsed() {
    Subscriber she = aSubscriber(gateway);
    Answer login = she.logIn();
    Instant end = Instant.parse(login.json().path("session").path("expiresAt").asString());
    assertThat(end).isEqualTo(SettableClock.NINE.plus(Duration.ofHours(24)));

    for (int i = 0; i < 47; i++) {
      gateway.clock().forward(Duration.ofMinutes(30));
      assertThat(she.session(login.session()).status()).as("use %d", i).isEqualTo(200);
    }
    gateway.clock().set(end.minusMillis(1));
    assertThat(she.session(login.session()).status()).isEqualTo(200);
    gateway.clock().set(end);
    assertThat(she.session(login.session()).problem()).isEqualTo("no-session");
  }

  @Test
  @Tag("E2")
  void isTheSameOnANewInstance() {
    Subscriber she = aSubscriber(gateway);
    String token = she.logIn().session();
    String idle = she.logIn().session();

    try (GatewayUnderTest next = GatewayUnderTest.startWithoutBroker(gateway.ground())) {
      gateway.clock().forward(HOUR.minusMillis(1));
      assertThat(she.at(next).session(token).status()).isEqualTo(200);
      gateway.clock().forward(Duration.ofMillis(1));
      assertThat(she.at(next).session(idle).status()).isEqualTo(401);
      gateway.clock().forward(HOUR.minusMinutes(1));
      assertThat(she.session(token).status()).isEqualTo(200);
      gateway.clock().set(SettableClock.NINE.plus(Duration.ofHours(24)));
      assertThat(she.at(next).session(token).status()).isEqualTo(401);
    }
  }

  @Test
  @Tag("C6")
  void aChangeOfAFactorEndsTheOtherSessions() {
    Subscriber she = aSubscriber(gateway);
    List<String> others = List.of(she.logIn().session(), she.logIn().session());
    String hers = she.logIn().session();
    she.turnsEmailVerification(true, hers);

    assertThat(she.session(hers).status()).isEqualTo(200);
    assertThat(others).allMatch(other -> she.session(other).status() == 401);
  }

  @Test
  void endsWithTheLogOut() {
    Subscriber she = aSubscriber(gateway);
    String token = she.logIn().session();

    assertThat(she.api().with(token).delete("/api/v1/session").status()).isEqualTo(204);
    assertThat(she.session(token).problem()).isEqualTo("no-session");
    assertThat(she.api().with(token).delete("/api/v1/session").status()).isEqualTo(401);
  }

  @Test
  @Tag("A2")
  void aLoginThatIsOverTakesNoCodeAndSendsNothing() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Answer login = she.logIn();
    gateway.clock().forward(Duration.ofMinutes(15));

    assertThat(she.verifies(login, RIGHT).problem()).isEqualTo("login-expired");
    assertThat(she.sendsAgain(login).problem()).isEqualTo("login-expired");
    gateway.clock().forward(Duration.ofMillis(-1));
    assertThat(she.sendsAgain(login).status()).isEqualTo(202);
    assertThat(she.verifies(login, RIGHT).status()).isEqualTo(200);
  }

  @Test
  @Tag("F1")
  void aCodeIsSentAgainAfterThePauseAndOnceOnly() throws Exception {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Answer login = she.logIn();
    gateway.clock().forward(Duration.ofSeconds(30).minusMillis(1));
    Answer early = she.sendsAgain(login);
    assertThat(early.problem()).isEqualTo("too-many-messages");
    assertThat(early.header("Retry-After")).isEqualTo("1");
    gateway.clock().forward(Duration.ofMillis(1));

    assertThat(AtOnce.sixtyFour(() -> she.sendsAgain(login)))
        .extracting(Answer::status)
        .containsOnlyOnce(202)
        .contains(429)
        .isSubsetOf(202, 429);
  }
}
