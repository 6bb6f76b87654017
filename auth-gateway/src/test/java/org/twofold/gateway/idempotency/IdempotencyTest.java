package org.twofold.gateway.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT;
import static org.twofold.gateway.testing.Subscriber.SECURITY;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;
import static org.twofold.gateway.testing.Subscriber.aSubscriberWithEmailVerification;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.ChallengeRequested;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Api;
import org.twofold.gateway.testing.AtOnce;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.test.SettableClock;

/** One key, one effect: also where the same request comes many times at once. */
class IdempotencyTest {

  private static final String LOGINS = "/api/v1/logins";
  private static final String KEY = "Idempotency-Key";

  private final GatewayUnderTest gateway = GatewayUnderTest.shared();
  private final String key = EventIds.next();

  @BeforeEach
  void atNine() {
    gateway.clock().set(SettableClock.NINE);
  }

  @Test
  void sixtyFourLoginsAtOnceAreOneWhoseLastTokenOpensIt() throws Exception {
    Subscriber she = aSubscriberWithEmailVerification(gateway);

    List<Answer> answers = AtOnce.sixtyFour(() -> logIn(she));

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(answers).extracting(answer -> answer.text("loginId")).containsOnly(id(answers));
    assertThat(answers).extracting(answer -> answer.text("loginToken")).doesNotHaveDuplicates();
    assertThat(answers).filteredOn(one -> she.looksAt(one).status() == 200).hasSize(1);
  }

  @Test
  void sixtyFourNumbersAtOnceAreOneMessageAndOneAnswer() throws Exception {
    Subscriber she = aSubscriber(gateway);
    Api api = she.api().with(she.logIn().session());
    Map<String, String> number = Map.of("number", "+33612345678");

    List<Answer> answers = AtOnce.sixtyFour(() -> api.post(SECURITY + "/phone", number, KEY, key));

    assertThat(answers).extracting(Answer::status).containsOnly(202);
    assertThat(answers).extracting(Answer::body).containsOnly(answers.getFirst().body());
    String setup = userId(she) + ":PHONE";
    assertThat(gateway.events("setups", setup, ChallengeRequested.class)).hasSize(1);
    assertThat(api.post(SECURITY + "/phone", Map.of("number", "+33612345679"), KEY, key).problem())
        .isEqualTo("key-reused");
    assertThat(gateway.events("setups", setup, ChallengeRequested.class)).hasSize(1);
  }

  @Test
  void aSessionProvenAgainTwiceUnderOneKeyIsOneLoginAndOneMessage() {
    Subscriber she = aSubscriber(gateway);
    String session = she.logIn().session();
    assertThat(she.turnsEmailVerification(true, session).status()).isEqualTo(200);
    Api api = she.api().with(session);
    Map<String, String> password = Map.of("password", she.password());

    Answer first = api.post("/api/v1/session/reauthentication", password, KEY, key);
    Answer second = api.post("/api/v1/session/reauthentication", password, KEY, key);

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.text("loginId")).isEqualTo(first.text("loginId"));
    assertThat(she.looksAt(first).problem()).isEqualTo("no-session");
    assertThat(she.looksAt(second).status()).isEqualTo(200);
  }

  @Test
  void whatIsRefusedBindsNoKeyHoweverManyAskAtOnce() throws Exception {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Map<String, String> wrong = Map.of("email", she.email(), "password", "not hers at all");

    List<Answer> answers = AtOnce.sixtyFour(() -> she.api().post(LOGINS, wrong, KEY, key));

    assertThat(answers).extracting(Answer::problem).containsOnly("invalid-credentials");
    assertThat(logIn(she).status()).isEqualTo(200);
  }

  @Test
  void aPasswordAloneRepeatsNothingThatACodeCompleted() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Answer login = logIn(she);
    Answer done = she.verifies(login, RIGHT);
    assertThat(done.status()).isEqualTo(200);

    Answer repeated = logIn(she);

    assertThat(repeated.problem()).isEqualTo("login-expired");
    assertThat(repeated.session()).isEmpty();
    assertThat(she.session(done.session()).status()).isEqualTo(200);
  }

  @Test
  void aPasswordAloneRepeatsNoSessionOnceAMethodIsOn() {
    Subscriber she = aSubscriber(gateway);
    Answer login = logIn(she);
    assertThat(logIn(she).session()).isNotEmpty();
    String session = logIn(she).session();
    assertThat(she.session(login.session()).problem()).isEqualTo("no-session");
    assertThat(she.turnsEmailVerification(true, session).status()).isEqualTo(200);

    assertThat(logIn(she).problem()).isEqualTo("login-expired");
    assertThat(she.session(session).status()).isEqualTo(200);
  }

  @Test
  @Tag("B10")
  void anotherCallersKeyIsAnother() {
    Subscriber she = aSubscriber(gateway);
    Subscriber other = aSubscriber(gateway);
    Map<String, String> number = Map.of("number", "+33612345678");

    Answer hers = begin(she, number);
    Answer others = begin(other, number);

    assertThat(hers.status()).isEqualTo(202);
    assertThat(others.status()).isEqualTo(202);
    assertThat(others.text("phoneId")).isNotEqualTo(hers.text("phoneId"));
  }

  @Test
  void aKeyIsForgottenAfterADay() {
    Subscriber she = aSubscriber(gateway);
    String first = logIn(she).text("loginId");
    gateway.clock().forward(Duration.ofHours(24).minusMillis(1));
    assertThat(logIn(she).text("loginId")).isEqualTo(first);
    gateway.clock().forward(Duration.ofMillis(1));

    assertThat(logIn(she).text("loginId")).isNotEmpty().isNotEqualTo(first);
  }

  @Test
  void aKeyHasAForm() {
    Subscriber she = aSubscriber(gateway);

    for (String odd : List.of("", " ", "two words", "k".repeat(256))) {
      assertThat(she.api().post(LOGINS, Map.of("email", "a", "password", "b"), KEY, odd).field())
          .as(odd)
          .isEqualTo(KEY);
    }
  }

  private Answer begin(Subscriber subscriber, Map<String, String> number) {
    return subscriber
        .api()
        .with(subscriber.logIn().session())
        .post(SECURITY + "/phone", number, KEY, key);
  }

  private Answer logIn(Subscriber she) {
    Map<String, String> body = Map.of("email", she.email(), "password", she.password());
    return she.api().post(LOGINS, body, KEY, key);
  }

  private static String id(List<Answer> answers) {
    return answers.getFirst().text("loginId");
  }

  private String userId(Subscriber she) {
    return gateway.stored("logins", she.logIn().text("loginId")).getString("userId");
  }
}
