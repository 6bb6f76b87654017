package org.twofold.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT;
import static org.twofold.gateway.testing.Subscriber.SECURITY;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.Destination;
import org.twofold.events.FactorToggled;
import org.twofold.events.LoginSucceeded;
import org.twofold.events.Method;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Letters;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;

/** A login from where nobody logged in before is told; a change says from where it was made. */
@Tag("C3")
class NewDeviceTest {

  private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0";
  private static final String NEWER = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Firefox/150.0";
  private static final String PHONE = "Mozilla/5.0 (iPhone) Version/26.0 Safari/604.1";

  private final GatewayUnderTest gateway = GatewayUnderTest.shared();
  private Subscriber she;

  @BeforeEach
  void aSubscriberWithANumber() {
    gateway.clock().set(SettableClock.NINE);
    she = aSubscriber(gateway).with(false, false, false);
  }

  @Test
  void theFirstLoginOfAllIsNoNews() {
    assertThat(told(logIn(FIREFOX))).isEmpty();
  }

  @Test
  void aLoginFromElsewhereIsToldOnceToAllHerContacts() {
    logIn(FIREFOX);

    List<Destination> letters = told(logIn(PHONE));
    assertThat(letters).hasSize(2);
    assertThat(letters).extracting(Destination::getDevice).containsOnly("Safari, iPhone");
    assertThat(letters.getFirst().getNotMeLink()).isNotNull();
    assertThat(told(logIn(PHONE))).isEmpty();
    assertThat(told(logIn(FIREFOX))).isEmpty();
    assertThat(told(logIn(NEWER))).isEmpty();
  }

  @Test
  void whoSaysNotFromWhereIsNewsToo() {
    logIn(FIREFOX);

    assertThat(told(logIn("curl/8.0"))).hasSize(2);
    assertThat(told(logIn("another/1.0"))).isEmpty();
  }

  @Test
  void alsoTheOneThatASecondFactorCompletes() {
    logIn(FIREFOX);
    she.with(true, false, false);

    Answer login = logIn(PHONE);
    assertThat(told(login)).isEmpty();
    she.verifies(login, RIGHT);
    assertThat(told(login)).hasSize(2);
  }

  @Test
  void oneThatFailsLeavesNoDeviceBehind() {
    logIn(FIREFOX);
    she.with(true, false, false);
    she.verifies(logIn(PHONE), "543210");

    Answer login = logIn(PHONE);
    she.verifies(login, RIGHT);
    assertThat(told(login)).hasSize(2);
  }

  @Test
  void noMoreDevicesAreKeptThanTheFixedListHas() {
    for (int i = 0; i < 60; i++) {
      logIn("made-up/" + i + " (device " + i + ".$x)");
      gateway.clock().forward(Duration.ofMinutes(10));
    }

    assertThat(she.account().devices()).hasSize(1);
  }

  @Test
  void aNoticeSaysFromWhichDeviceAChangeWasMade() {
    String session = logIn(PHONE).session();
    String etag = she.api().with(session).get("/api/v1/settings").header("ETag");
    she.api()
        .with(session)
        .put(SECURITY, Map.of("email", true, "sms", false, "totp", false), "If-Match", etag);

    FactorToggled change =
        gateway.events("accounts", she.account().id(), FactorToggled.class).getLast();
    assertThat(Letters.of(gateway, change, Method.EMAIL).getFirst().getDevice())
        .isEqualTo("Safari, iPhone");
    assertThat(Letters.of(gateway, change, Method.SMS).getFirst().getDevice())
        .isEqualTo("Safari, iPhone");
  }

  private Answer logIn(String agent) {
    Answer login =
        she.api()
            .post(
                "/api/v1/logins",
                Map.of("email", she.email(), "password", she.password()),
                "User-Agent",
                agent);
    assertThat(login.status()).isEqualTo(200);
    return login;
  }

  private List<Destination> told(Answer login) {
    return gateway.events("logins", login.text("loginId"), LoginSucceeded.class).stream()
        .flatMap(
            event ->
                List.of(Method.EMAIL, Method.SMS).stream()
                    .flatMap(channel -> Letters.of(gateway, event, channel).stream()))
        .toList();
  }
}
