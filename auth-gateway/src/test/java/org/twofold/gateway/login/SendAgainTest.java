package org.twofold.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;
import static org.twofold.gateway.testing.Subscriber.aSubscriberWithEmailVerification;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.AtOnce;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;

/** A code sent again, and the way back to one that was sent. */
class SendAgainTest {

  private static final Duration PAUSE = Duration.ofSeconds(31);

  private final GatewayUnderTest gateway = GatewayUnderTest.onStandIn();

  @BeforeEach
  void atNine() {
    gateway.clock().set(SettableClock.NINE);
  }

  @Test
  @Tag("F1")
  void whoAsksManyTimesAtOnceIsSentOneAndLosesNoOther() throws Exception {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Answer login = she.logIn();
    gateway.clock().forward(PAUSE);

    List<Answer> answers = AtOnce.sixtyFour(() -> she.sendsAgain(login));
    assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(1);
    for (int i = 3; i <= 6; i++) {
      gateway.clock().forward(PAUSE);
      assertThat(she.sendsAgain(login).status()).as("message %d", i).isEqualTo(202);
    }
    gateway.clock().forward(PAUSE);
    assertThat(she.sendsAgain(login).status()).isEqualTo(429);
  }

  @Test
  void whoTriesAnotherWayComesBackToTheCodeThatWasSent() {
    Subscriber she = aSubscriber(gateway).with(true, false, true);
    Answer login = she.logIn();
    assertThat(login.text("method")).isEqualTo("EMAIL");
    asksFor(she, login, "TOTP");
    assertThat(she.looksAt(login).text("method")).isEqualTo("TOTP");

    assertThat(asksFor(she, login, "EMAIL").problem()).isEqualTo("too-many-messages");
    Answer back = she.looksAt(login);
    assertThat(back.text("method")).isEqualTo("EMAIL");
    assertThat(back.json().path("challenge").isObject()).isTrue();
    assertThat(she.verifies(login, "EMAIL", RIGHT).status()).isEqualTo(200);
  }

  @Test
  void thereIsNoWayBackToACodeThatAnotherMadeVoid() {
    Subscriber she = aSubscriber(gateway).with(true, true, false);
    Answer login = she.logIn();
    assertThat(asksFor(she, login, "SMS").status()).isEqualTo(202);

    assertThat(asksFor(she, login, "EMAIL").problem()).isEqualTo("too-many-messages");
    assertThat(she.looksAt(login).text("method")).isEqualTo("SMS");
  }

  private static Answer asksFor(Subscriber she, Answer login, String method) {
    return she.api()
        .with(login.text("loginToken"))
        .post("/api/v1/logins/" + login.text("loginId") + "/challenges", Map.of("method", method));
  }
}
