package org.twofold.gateway.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT_RESET;
import static org.twofold.gateway.testing.MfaStandIn.says;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;
import static org.twofold.gateway.testing.Subscriber.aSubscriberWithEmailVerification;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.twofold.events.ChallengeRequested;
import org.twofold.events.Method;
import org.twofold.events.PasswordChange;
import org.twofold.events.PasswordChanged;
import org.twofold.events.Purpose;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.AddressBook;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.client.Client;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.AtOnce;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Letters;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;
import reactor.core.publisher.Mono;

class PasswordResetTest {

  private static final String NEXT = "the next long password";
  private static final String WRONG = "AAAABBBBCCCC";

  private final GatewayUnderTest gateway = GatewayUnderTest.shared();

  @BeforeEach
  void atNine() {
    gateway.clock().set(SettableClock.NINE);
  }

  @Test
  @Tag("D1")
  @Tag("C3")
  void aResetSetsThePasswordEndsAllSessionsAndLogsNobodyIn() {
    Subscriber she = aSubscriber(gateway).with(false, false, false);
    String session = she.logIn().session();
    Answer asked = she.asksForAReset();
    assertThat(asked.status()).isEqualTo(202);

    Answer reset = she.resets(asked, "abcd efgh-2345", NEXT);

    assertThat(reset.status()).isEqualTo(204);
    assertThat(reset.body()).isEmpty();
    assertThat(reset.header("Set-Cookie")).isNull();
    assertThat(she.session(session).status()).isEqualTo(401);
    assertThat(she.logIn().status()).isEqualTo(401);
    assertThat(she.knowing(NEXT).logIn().status()).isEqualTo(200);
    PasswordChanged told = changed(she).getLast();
    assertThat(told.getChange()).isEqualTo(PasswordChange.RESET);
    assertThat(Letters.of(gateway, told, Method.EMAIL)).hasSize(1);
    assertThat(Letters.of(gateway, told, Method.SMS)).hasSize(1);
  }

  @Test
  @Tag("D1")
  void aPendingLoginIsOverToo() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Answer login = she.logIn();
    she.resets(she.asksForAReset(), RIGHT_RESET, NEXT);

    assertThat(she.verifies(login, RIGHT).status()).isEqualTo(401);
  }

  @Test
  @Tag("D1")
  void afterItEmailIsNoSecondFactorUntilALoginByAnother() {
    Subscriber she = aSubscriber(gateway).with(true, false, true);
    assertThat(she.verifies(she.logIn(), "EMAIL", RIGHT).status()).isEqualTo(200);
    she.resets(she.asksForAReset(), RIGHT_RESET, NEXT);
    she = she.knowing(NEXT);

    for (int i = 0; i < 3; i++) {
      Answer login = she.logIn();
      assertThat(login.text("status")).isEqualTo("SECOND_FACTOR_REQUIRED");
      assertThat(login.text("method")).isEqualTo("TOTP");
      assertThat(login.body()).doesNotContain("EMAIL");
      assertThat(she.sendsAgain(login).status()).isEqualTo(400);
      assertThat(she.verifies(login, "EMAIL", RIGHT).status()).isEqualTo(400);
    }
    assertThat(she.verifies(she.logIn(), "TOTP", RIGHT).status()).isEqualTo(200);

    Answer login = she.logIn();
    assertThat(login.body()).contains("EMAIL");
    assertThat(she.verifies(sent(she, login), "EMAIL", RIGHT).status()).isEqualTo(200);
  }

  private static Answer sent(Subscriber she, Answer login) {
    assertThat(she.sendsAgain(login).status()).isEqualTo(202);
    return login;
  }

  @Test
  @Tag("D1")
  void anotherLoginThatWasOpenBeforeTheResetWakesNoEmail() {
    Subscriber she = aSubscriber(gateway).with(true, false, true);
    she.resets(she.asksForAReset(), RIGHT_RESET, NEXT);
    Account read = she.account();
    she.resets(later(she), RIGHT_RESET, NEXT + "2");

    assertThat(gateway.bean(Accounts.class).wakeEmail(read).block()).isFalse();
    assertThat(she.knowing(NEXT + "2").logIn().body()).doesNotContain("EMAIL");
  }

  private Answer later(Subscriber she) {
    gateway.clock().forward(Duration.ofMinutes(5));
    return she.asksForAReset();
  }

  @Test
  @Tag("D1")
  void withEmailAloneItIsStillAskedFor() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    she.resets(she.asksForAReset(), RIGHT_RESET, NEXT);

    Answer login = she.knowing(NEXT).logIn();
    assertThat(login.text("status")).isEqualTo("SECOND_FACTOR_REQUIRED");
    assertThat(login.text("method")).isEqualTo("EMAIL");
  }

  @Test
  @Tag("D1")
  void ofSixtyFourRightCodesAtOnceOneSetsThePassword() throws Exception {
    Subscriber she = aSubscriber(gateway);
    Answer asked = she.asksForAReset();

    List<Answer> answers = AtOnce.sixtyFour(() -> she.resets(asked, RIGHT_RESET, NEXT));

    assertThat(answers).filteredOn(answer -> answer.status() == 204).hasSize(1);
    assertThat(answers).extracting(Answer::status).isSubsetOf(204, 410, 503);
    assertThat(changed(she)).hasSize(1);
    assertThat(she.resets(asked, RIGHT_RESET, "another one of hers").problem())
        .isEqualTo("challenge-expired");
  }

  @Test
  void whatACrashCutOffAfterTheCodeIsFinishedByTheSameCode() {
    Subscriber she = aSubscriber(gateway);
    Answer asked = she.asksForAReset();
    gateway
        .faults()
        .atCall(1, () -> Mono.error(new DataAccessResourceFailureException("injected")));
    assertThat(she.resets(asked, RIGHT_RESET, NEXT).status()).isEqualTo(503);
    assertThat(gateway.faults().disarm()).isFalse();

    assertThat(she.resets(asked, RIGHT_RESET, NEXT).status()).isEqualTo(204);
  }

  @Test
  @Tag("B9")
  void withoutTheMfaServiceNothingChanges() {
    Subscriber she = aSubscriber(gateway);
    Answer asked = she.asksForAReset();
    gateway.mfa().goAway();
    try {
      assertThat(she.resets(asked, RIGHT_RESET, NEXT).problem()).isEqualTo("unavailable");
    } finally {
      gateway.mfa().mend();
    }
    assertThat(she.logIn().status()).isEqualTo(200);
  }

  @Test
  void everyRefusalSaysWhat() {
    Subscriber she = aSubscriber(gateway);
    Answer asked = she.asksForAReset();

    Answer wrong = she.resets(asked, WRONG, NEXT);
    assertThat(wrong.problem()).isEqualTo("wrong-code");
    assertThat(wrong.json().path("attemptsLeft").asInt()).isEqualTo(4);
    for (String code : List.of("012345", WRONG + "A", "AAAABBBBCCC1", "ÀAAABBBBCCCC", "")) {
      assertThat(she.resets(asked, code, NEXT).field()).as(code).isEqualTo("code");
    }
    assertThat(she.resets(asked, RIGHT_RESET, "short").field()).isEqualTo("newPassword");
    assertThat(she.resets(asked, RIGHT_RESET, "password123").field()).isEqualTo("newPassword");
    assertThat(she.api().post("/api/v1/password-resets", Map.of("email", "none")).field())
        .isEqualTo("email");
    assertThat(
            she.api()
                .post(
                    "/api/v1/password-resets/zu_AlLJRrU8m7CbFk91PJw/verification",
                    Map.of("code", RIGHT_RESET, "newPassword", NEXT))
                .problem())
        .isEqualTo("not-found");
    gateway.clock().set(Instant.parse(asked.text("expiresAt")));
    assertThat(she.resets(asked, RIGHT_RESET, NEXT).problem()).isEqualTo("challenge-expired");
    assertThat(changed(she)).isEmpty();
  }

  @Test
  void theSameCallAfterThePauseSendsTheSameChallengeAgain() {
    Subscriber she = aSubscriber(gateway);
    Answer first = she.asksForAReset();
    Answer early = she.asksForAReset();
    gateway.clock().set(Instant.parse(first.text("resendAt")));
    Answer again = she.asksForAReset();

    assertThat(early.body()).isEqualTo(first.body());
    assertThat(again.text("id")).isEqualTo(first.text("id"));
    assertThat(again.text("expiresAt")).isEqualTo(first.text("expiresAt"));
    assertThat(again.text("resendAt")).isGreaterThan(first.text("resendAt"));
    assertThat(asked(first))
        .extracting(ChallengeRequested::getSendNumber, ChallengeRequested::getPurpose)
        .containsExactly(tuple(1, Purpose.PASSWORD_RESET), tuple(2, Purpose.PASSWORD_RESET));
    assertThat(asked(first))
        .extracting(ChallengeRequested::getChallengeId)
        .matches(ids -> ids.stream().distinct().count() == 1);
  }

  @Test
  void sixtyFourCallsAtOnceSendOneMessage() throws Exception {
    Subscriber she = aSubscriber(gateway);

    List<Answer> answers = AtOnce.sixtyFour(she::asksForAReset);

    assertThat(answers).extracting(Answer::status).containsOnly(202);
    assertThat(answers).extracting(Answer::body).containsOnly(answers.getFirst().body());
    assertThat(asked(answers.getFirst())).hasSize(1);
  }

  @Test
  void theSameKeySendsOneMessageAndAnotherBodyIsRefused() {
    Subscriber she = aSubscriber(gateway);
    Map<String, String> body = Map.of("email", she.email());
    String key = "key-" + she.email();
    Answer first = she.api().post("/api/v1/password-resets", body, "Idempotency-Key", key);
    gateway.clock().forward(Duration.ofMinutes(2));
    Answer same = she.api().post("/api/v1/password-resets", body, "Idempotency-Key", key);
    Answer other =
        she.api()
            .post(
                "/api/v1/password-resets",
                Map.of("email", "other" + she.email()),
                "Idempotency-Key",
                key);

    assertThat(same.body()).isEqualTo(first.body());
    assertThat(asked(first)).hasSize(1);
    assertThat(other.problem()).isEqualTo("key-reused");
  }

  @Test
  @Tag("B6")
  void aStrangerWhoAsksFromElsewhereSpendsNoneOfHerTries() {
    Subscriber she = aSubscriber(gateway);
    EmailAddress address = EmailAddress.parse(she.email()).orElseThrow();
    PasswordReset.Begun theirs =
        gateway
            .bean(PasswordReset.class)
            .begin(
                new PasswordReset.Asker(
                    address, new Client(null, null, InetAddress.ofLiteral("192.0.2.7")), "en"))
            .block();
    Answer hers = she.asksForAReset();

    assertThat(hers.text("id")).isNotEqualTo(theirs.id());
    assertThat(she.resets(hers, RIGHT_RESET, NEXT).status()).isEqualTo(204);
  }

  @Test
  @Tag("E4")
  void anUnknownAddressGetsADecoyThatNoCodeOpens() {
    Subscriber nobody = Subscriber.aStranger(gateway);
    Answer asked = nobody.asksForAReset();

    assertThat(asked(asked))
        .extracting(ChallengeRequested::getPurpose)
        .containsExactly(Purpose.PASSWORD_RESET_UNKNOWN);
    assertThat(nobody.resets(asked, RIGHT_RESET, NEXT).problem()).isEqualTo("wrong-code");
    gateway.mfa().answers((id, question) -> says("ACCEPTED", "null"));
    try {
      assertThat(nobody.resets(asked, RIGHT_RESET, NEXT).problem()).isEqualTo("challenge-expired");
    } finally {
      gateway.mfa().mend();
    }
  }

  @Test
  @Tag("D4")
  void theCodeOfAMailboxThatIsHersNoMoreSetsNothing() {
    Subscriber she = aSubscriber(gateway);
    Answer asked = she.asksForAReset();
    EmailAddress next = EmailAddress.parse("new" + she.email()).orElseThrow();
    AddressBook addresses = gateway.bean(AddressBook.class);
    gateway
        .bean(Accounts.class)
        .change(
            she.account().id(),
            account ->
                Optional.of(
                    new Accounts.Change(
                        account
                            .edit()
                            .address(addresses.index(next), addresses.seal(account.id(), next))
                            .done(),
                        List.of())))
        .block();

    assertThat(she.resets(asked, RIGHT_RESET, NEXT).problem()).isEqualTo("challenge-expired");
    Subscriber moved = new Subscriber(gateway, next.canonical(), she.password());
    assertThat(moved.logIn().status()).isEqualTo(200);
    assertThat(changed(moved)).isEmpty();
  }

  private List<PasswordChanged> changed(Subscriber she) {
    return gateway.events("accounts", she.account().id(), PasswordChanged.class);
  }

  private List<ChallengeRequested> asked(Answer asked) {
    String id =
        gateway.stored("resets").stream()
            .filter(reset -> reset.getString("resetId").equals(asked.text("id")))
            .map((Document reset) -> reset.getString("_id"))
            .findFirst()
            .orElseThrow();
    return gateway.events("resets", id, ChallengeRequested.class);
  }
}
