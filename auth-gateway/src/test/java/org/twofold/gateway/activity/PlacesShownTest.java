package org.twofold.gateway.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twofold.events.LoginAttempted;
import org.twofold.events.LoginSucceeded;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Browser;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.PlaceFile;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.test.SettableClock;

/** From where somebody logged in, on the pages and in the API, behind a trusted proxy. */
class PlacesShownTest {

  private static final String FROM = "X-Forwarded-For";
  private static final String LONDON = "203.0.113.9";
  private static final String[] FRENCH = {"Accept-Language", "fr"};

  @TempDir private static Path directory;

  private static GatewayUnderTest gateway;
  private Subscriber she;

  @BeforeAll
  static void aGatewayBehindAProxy() throws IOException {
    PlaceFile file =
        new PlaceFile()
            .with(
                "203.0.113.0",
                24,
                Map.of("en", "London", "fr", "Londres"),
                Map.of("en", "United Kingdom", "fr", "Royaume-Uni"));
    gateway =
        GatewayUnderTest.startWithoutBroker(
            GatewayUnderTest.onStandIn().ground(),
            "--twofold.trusted-proxies=127.0.0.0/8",
            "--twofold.places.database=" + file.to(directory.resolve("places.mmdb")));
  }

  @AfterAll
  static void closed() {
    gateway.close();
  }

  @BeforeEach
  void somebody() {
    gateway.clock().set(SettableClock.NINE);
    she = aSubscriber(gateway);
  }

  @Test
  void aSessionSaysFromWhereInTheLanguageOfWhoAsks() {
    String session = logIn(she.password(), LONDON).session();
    logIn(she.password(), "198.51.100.1");

    Answer listed = she.api().with(session).get("/api/v1/sessions");
    assertThat(listed.json().at("/sessions/0/place").asString())
        .isEqualTo("London, United Kingdom");
    assertThat(listed.json().path("sessions").path(1).has("place")).isFalse();
    assertThat(she.api().with(session).get("/api/v1/sessions", FRENCH).body())
        .contains("Londres, Royaume-Uni");
    assertThat(Browser.with(gateway, session).get("/settings").body())
        .contains(" · London, United Kingdom");
  }

  @Test
  void theActivitySaysItToo() {
    Answer login = logIn(she.password(), LONDON);
    hear(login.text("loginId"));
    gateway.clock().forward(java.time.Duration.ofMinutes(1));
    assertThat(logIn("a wrong password", LONDON).status()).isEqualTo(401);
    hear(refused());

    Answer activity = she.api().with(login.session()).get("/api/v1/activity");
    assertThat(activity.json().at("/events/0/type").asString()).isEqualTo("LoginAttempted");
    assertThat(activity.json().at("/events/0/place").asString())
        .isEqualTo("London, United Kingdom");
    assertThat(activity.json().at("/events/1/place").asString())
        .isEqualTo("London, United Kingdom");
    assertThat(she.api().with(login.session()).get("/api/v1/activity", FRENCH).body())
        .contains("Londres, Royaume-Uni");
    assertThat(Browser.with(gateway, login.session()).get("/activity").body())
        .contains("London, United Kingdom");
  }

  @Test
  @Tag("G1")
  void theAddressItselfIsKeptNowhere() {
    Answer login = logIn(she.password(), LONDON);
    hear(login.text("loginId"));

    assertThat(gateway.stored("logins")).noneMatch(document -> document.toJson().contains(LONDON));
    assertThat(gateway.stored("activities"))
        .noneMatch(document -> document.toJson().contains(LONDON))
        .anyMatch(document -> document.toJson().contains("Londres"));
  }

  private Answer logIn(String password, String from) {
    return she.api()
        .post("/api/v1/logins", Map.of("email", she.email(), "password", password), FROM, from);
  }

  private String refused() {
    return gateway.stored("logins").stream()
        .filter(login -> she.account().id().equals(login.getString("userId")))
        .filter(login -> "REFUSED".equals(login.getString("status")))
        .map(login -> login.getString("_id"))
        .findFirst()
        .orElse(EventIds.next());
  }

  /** What the broker would bring. */
  private static void hear(String loginId) {
    ActivityListener listener = gateway.bean(ActivityListener.class);
    gateway.events("logins", loginId, LoginAttempted.class).forEach(listener::on);
    gateway.events("logins", loginId, LoginSucceeded.class).forEach(listener::on);
  }
}
