package org.twofold.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT;
import static org.twofold.gateway.testing.Subscriber.aSubscriberWithEmailVerification;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.twofold.events.LoginSucceeded;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Browser;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.MfaStandIn;
import org.twofold.gateway.testing.MfaStandIn.Reply;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;
import reactor.core.publisher.Mono;

/** Whatever goes wrong on the way of a right code, nobody gets in by it. */
@Tag("B9")
class FailingClosedTest {

  private final GatewayUnderTest gateway = GatewayUnderTest.shared();

  /** A fault of the mfa-service, by name. */
  record Fault(String name, MfaStandIn.Answering answering) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Fault> faults() {
    return Stream.concat(
        Stream.of(
                "{\"result\":\"accepted\",\"attemptsLeft\":null}",
                "{\"result\":\"YES\"}",
                "{\"result\":\"\"}",
                "{\"result\":null}",
                "{\"result\":true}",
                "{\"result\":[\"ACCEPTED\"]}",
                "{\"result\":\"WRONG\",\"attemptsLeft\":null}",
                "{\"result\":\"WRONG\",\"attemptsLeft\":-1}",
                "{\"result\":\"DELAYED\",\"retryAt\":\"soon\"}",
                "{}",
                "[]",
                "null",
                "\"ACCEPTED\"",
                "ACCEPTED",
                "{\"result\":\"ACCEPTED\"",
                "<html>ACCEPTED</html>",
                "",
                "{\"x\":\"" + "x".repeat(1_000_000) + "\"}")
            .map(body -> new Fault(name(body), (id, question) -> new Reply(200, body))),
        Stream.of(201, 202, 204, 301, 400, 401, 403, 404, 409, 429, 500, 502, 503)
            .map(
                status ->
                    new Fault(
                        "status " + status,
                        (id, question) ->
                            new Reply(
                                status,
                                status == 204 ? "" : MfaStandIn.says("ACCEPTED", "null").body()))));
  }

  private static String name(String body) {
    return body.isEmpty() ? "empty" : body.substring(0, Math.min(60, body.length()));
  }

  @BeforeEach
  void atNine() {
    gateway.clock().set(SettableClock.NINE);
  }

  @AfterEach
  void mend() {
    gateway.faults().disarm();
    gateway.mfa().mend();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void anAnswerThatIsNoneIs503AndNoSession(Fault fault) {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Answer login = she.logIn();
    Browser browser = Browser.loggedIn(she);
    gateway.mfa().answers(fault.answering());

    assertUnavailable(she.verifies(login, RIGHT));
    assertNoSession(she, login, browser);
  }

  @Test
  void aLateAnswerIs503AndNoSession() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Answer login = she.logIn();
    Browser browser = Browser.loggedIn(she);
    gateway
        .mfa()
        .answers(
            (id, question) -> {
              Thread.sleep(2_600);
              return MfaStandIn.says("ACCEPTED", "null");
            });

    assertUnavailable(she.verifies(login, RIGHT));
    assertNoSession(she, login, browser);
  }

  @Test
  void aServiceThatIsNotThereIs503AndNoSession() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Answer login = she.logIn();
    Browser browser = Browser.loggedIn(she);
    gateway.mfa().goAway();

    assertUnavailable(she.verifies(login, RIGHT));
    assertNoSession(she, login, browser);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"{\"result\":\"MAYBE\"}", ""})
  void noAccountIsMadeByAnAnswerThatIsNone(String body) {
    Subscriber she = Subscriber.aStranger(gateway);
    String accountId = she.signUp().text("accountId");
    Browser browser = new Browser(gateway);
    browser.get("/signup");
    gateway.mfa().answers((id, question) -> new Reply(200, body));

    assertUnavailable(she.proves(accountId, RIGHT));
    Answer page = browser.submit("/signup/verify", Map.of("accountId", accountId, "code", RIGHT));
    assertThat(page.status()).isEqualTo(503);
    assertThat(page.header("Retry-After")).isNotNull();
    gateway.mfa().mend();
    assertThat(she.logIn().status()).isEqualTo(401);
    assertThat(she.proves(accountId, RIGHT).status()).isEqualTo(201);
  }

  static Stream<Supplier<Mono<?>>> databaseFaults() {
    return Stream.of(
        () -> Mono.error(new DataAccessResourceFailureException("injected")), Mono::empty);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("databaseFaults")
  @Tag("H4")
  void noFaultOfTheDatabaseOnTheWayOfARightCodeMakesASession(Supplier<Mono<?>> fault) {
    // find login, find account, complete; what comes after it is a convenience
    for (int call = 1; call <= 3; call++) {
      Subscriber she = aSubscriberWithEmailVerification(gateway);
      Answer login = she.logIn();
      gateway.faults().atCall(call, fault);
      Answer refused = she.verifies(login, RIGHT);

      assertThat(gateway.faults().disarm()).isFalse();
      assertThat(refused.status()).as("call %d", call).isIn(401, 503);
      assertThat(refused.session()).isEmpty();
      assertThat(succeeded(login)).isEmpty();
      assertThat(she.verifies(login, RIGHT).status()).as("after call %d", call).isEqualTo(200);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("databaseFaults")
  @Tag("H4")
  void noFaultOfTheDatabaseOpensASession(Supplier<Mono<?>> fault) {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    String token = she.verifies(she.logIn(), RIGHT).session();
    for (int call = 1; call <= 2; call++) {
      gateway.faults().atCall(call, fault);
      assertThat(she.session(token).status()).as("call %d", call).isIn(401, 503);
      assertThat(gateway.faults().disarm()).isFalse();
    }
  }

  @Test
  @Tag("H4")
  void aDatabaseThatDoesNotAnswerIs503OnThePagesToo() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Browser browser = Browser.loggedIn(she);
    browser.get("/login/verify");
    for (int call = 1; call <= 3; call++) {
      gateway
          .faults()
          .atCall(call, () -> Mono.error(new DataAccessResourceFailureException("injected")));
      Answer page = browser.submit("/login/verify", Map.of("code", RIGHT));
      gateway.faults().disarm();
      assertThat(page.status()).as("call %d", call).isEqualTo(503);
      assertThat(page.header("Retry-After")).isNotNull();
      assertThat(browser.get("/settings").status()).isEqualTo(303);
    }
  }

  private void assertUnavailable(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.problem()).isEqualTo("unavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(answer.session()).isEmpty();
  }

  private void assertNoSession(Subscriber she, Answer login, Browser browser) {
    String before = browser.cookie();
    browser.get("/login/verify");
    Answer page = browser.submit("/login/verify", Map.of("code", RIGHT));
    assertThat(page.status()).isEqualTo(503);
    assertThat(page.header("Retry-After")).isNotNull();
    assertThat(browser.cookie()).isEqualTo(before);
    assertThat(browser.get("/settings").status()).isEqualTo(303);
    assertThat(she.session(login.text("loginToken")).status()).isEqualTo(401);
    assertThat(succeeded(login)).isEmpty();
    assertThat(she.looksAt(login).text("status")).isEqualTo("SECOND_FACTOR_REQUIRED");
  }

  private List<LoginSucceeded> succeeded(Answer login) {
    return gateway.events("logins", login.text("loginId"), LoginSucceeded.class);
  }
}
