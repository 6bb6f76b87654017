package org.twofold.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT;
import static org.twofold.gateway.testing.Subscriber.SECURITY;
import static org.twofold.gateway.testing.Subscriber.aStranger;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Api;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;

/** A change ends the user's other sessions on every gateway, and the one that made it stays. */
@Tag("C6")
class OtherSessionsTest {

  private static final GatewayUnderTest ONE = GatewayUnderTest.shared();
  private static GatewayUnderTest other;

  @BeforeAll
  static void startTheOther() {
    other = GatewayUnderTest.startWithoutBroker(ONE.ground());
  }

  @AfterAll
  static void stopTheOther() {
    other.close();
  }

  @BeforeEach
  void atNine() {
    ONE.clock().set(SettableClock.NINE);
  }

  @ParameterizedTest
  @CsvSource({"toggle, 50", "number, 10", "no number, 10", "password, 10", "address, 10"})
  void sessionsAtTwoGatewaysEndAtOnce(String change, int many) {
    Subscriber she = aSubscriber(ONE);
    if (change.equals("no number")) {
      number(she.api().with(she.logIn().session()));
    }
    List<String> others = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      others.add(she.at(i % 2 == 0 ? ONE : other).logIn().session());
    }
    String hers = she.logIn().session();
    Subscriber elsewhere = she.at(other);
    assertThat(others).allMatch(session -> elsewhere.session(session).status() == 200);

    Answer changed = change(she, change, she.api().with(hers));

    assertThat(changed.status()).isIn(200, 204);
    assertThat(others).allMatch(session -> she.session(session).status() == 401);
    assertThat(others).allMatch(session -> elsewhere.session(session).status() == 401);
    assertThat(elsewhere.session(hers).status()).isEqualTo(200);
  }

  private static Answer change(Subscriber she, String change, Api api) {
    return switch (change) {
      case "toggle" -> she.turnsEmailVerification(true, String.valueOf(api.token()));
      case "number" -> number(api);
      case "no number" -> api.delete(SECURITY + "/phone");
      case "password" ->
          api.put(
              "/api/v1/settings/password",
              Map.of("current", she.password(), "new", "another of some length"));
      default -> {
        Answer begun =
            api.post("/api/v1/settings/email", Map.of("address", aStranger(ONE).email()));
        yield api.post(
            "/api/v1/settings/email/" + begun.text("emailId") + "/verification",
            Map.of("code", RIGHT));
      }
    };
  }

  private static Answer number(Api api) {
    Answer begun = api.post(SECURITY + "/phone", Map.of("number", "+33612345678"));
    return api.post(
        SECURITY + "/phone/" + begun.text("phoneId") + "/verification", Map.of("code", RIGHT));
  }
}
