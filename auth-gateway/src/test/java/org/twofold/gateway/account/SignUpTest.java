package org.twofold.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT;
import static org.twofold.gateway.testing.MfaStandIn.WRONG;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.twofold.events.AccountCreated;
import org.twofold.events.ChallengeRequested;
import org.twofold.events.Purpose;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.AtOnce;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;
import reactor.core.publisher.Mono;

class SignUpTest {

  private final GatewayUnderTest gateway = GatewayUnderTest.shared();
  private final Subscriber she = Subscriber.aStranger(gateway);

  @BeforeEach
  void atNine() {
    gateway.clock().set(SettableClock.NINE);
  }

  @Test
  @Tag("B1")
  void sixtyFourRightCodesAtOnceMakeOneAccount() throws Exception {
    String accountId = she.signUp().text("accountId");

    List<Answer> answers = AtOnce.sixtyFour(() -> she.proves(accountId, RIGHT));

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers).extracting(Answer::status).isSubsetOf(201, 410, 503);
    assertThat(gateway.events("accounts", accountId, AccountCreated.class)).hasSize(1);
    assertThat(she.logIn().status()).isEqualTo(200);
  }

  @Test
  @Tag("E4")
  void theAccountIsThereOnlyAfterTheProof() {
    String accountId = she.signUp().text("accountId");

    assertThat(she.logIn().problem()).isEqualTo("invalid-credentials");
    assertThat(she.proves(accountId, WRONG).problem()).isEqualTo("wrong-code");
    assertThat(she.logIn().problem()).isEqualTo("invalid-credentials");
    assertThat(she.proves(accountId, RIGHT).status()).isEqualTo(201);
    assertThat(she.logIn().status()).isEqualTo(200);
  }

  @Test
  void theSameCallAfterThePauseSendsTheSameChallengeAgain() {
    Answer first = she.signUp();
    Answer early = she.signUp();
    gateway.clock().set(Instant.parse(first.text("resendAt")));
    Answer again = she.signUp();

    assertThat(early.body()).isEqualTo(first.body());
    assertThat(again.text("accountId")).isEqualTo(first.text("accountId"));
    assertThat(again.text("expiresAt")).isEqualTo(first.text("expiresAt"));
    assertThat(again.text("resendAt")).isGreaterThan(first.text("resendAt"));
    assertThat(asked(first.text("accountId")))
        .extracting(ChallengeRequested::getSendNumber)
        .containsExactly(1, 2);
    assertThat(asked(first.text("accountId")))
        .extracting(ChallengeRequested::getChallengeId)
        .matches(ids -> ids.stream().distinct().count() == 1);
  }

  @Test
  @Tag("F1")
  void sixtyFourCallsAtOnceSendOneMessage() throws Exception {
    List<Answer> answers = AtOnce.sixtyFour(she::signUp);

    assertThat(answers).extracting(Answer::status).containsOnly(202);
    assertThat(answers).extracting(Answer::body).containsOnly(answers.getFirst().body());
    assertThat(asked(answers.getFirst().text("accountId"))).hasSize(1);
  }

  @Test
  void anotherPasswordMakesAnotherRegistration() {
    Answer hers = she.signUp();
    Answer theirs = new Subscriber(gateway, she.email(), "a password of a stranger").signUp();

    assertThat(theirs.text("accountId")).isNotEqualTo(hers.text("accountId"));
    assertThat(she.proves(hers.text("accountId"), RIGHT).status()).isEqualTo(201);
    assertThat(she.proves(theirs.text("accountId"), RIGHT).status()).isEqualTo(410);
    assertThat(she.logIn("a password of a stranger").status()).isEqualTo(401);
    assertThat(she.logIn().status()).isEqualTo(200);
  }

  @Test
  @Tag("A2")
  void aRegistrationThatIsOverTakesNoCodeAndBeginsAnew() {
    Answer first = she.signUp();
    gateway.clock().forward(Duration.ofMinutes(5));

    assertThat(she.proves(first.text("accountId"), RIGHT).problem()).isEqualTo("challenge-expired");
    Answer second = she.signUp();
    assertThat(second.text("accountId")).isNotEqualTo(first.text("accountId"));
    assertThat(she.proves(first.text("accountId"), RIGHT).problem()).isEqualTo("not-found");
    assertThat(she.proves(second.text("accountId"), RIGHT).status()).isEqualTo(201);
  }

  @Test
  @Tag("B1")
  void whatACrashCutOffAfterTheCodeIsFinishedByTheSameCode() {
    String accountId = she.signUp().text("accountId");
    gateway
        .faults()
        .atCall(1, () -> Mono.error(new DataAccessResourceFailureException("injected")));
    assertThat(she.proves(accountId, RIGHT).status()).isEqualTo(503);
    assertThat(gateway.faults().disarm()).isFalse();

    assertThat(she.proves(accountId, RIGHT).status()).isEqualTo(201);
  }

  @Test
  @Tag("E4")
  void aKnownAddressGetsADecoyThatNoCodeOpens() {
    Subscriber known = Subscriber.aSubscriber(gateway);
    Subscriber stranger = new Subscriber(gateway, known.email(), "a password of a stranger");
    String accountId = stranger.signUp().text("accountId");

    assertThat(asked(accountId))
        .extracting(ChallengeRequested::getPurpose)
        .containsExactly(Purpose.SIGN_UP_KNOWN);
    assertThat(stranger.proves(accountId, RIGHT).problem()).isEqualTo("wrong-code");
    assertThat(stranger.logIn().status()).isEqualTo(401);
  }

  private List<ChallengeRequested> asked(String accountId) {
    String id =
        gateway.stored("registrations").stream()
            .filter(document -> document.getString("accountId").equals(accountId))
            .map(document -> document.getString("_id"))
            .findFirst()
            .orElseThrow();
    return gateway.events("registrations", id, ChallengeRequested.class);
  }
}
