package org.twofold.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.Subscriber.SECURITY;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.FactorToggled;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Api;
import org.twofold.gateway.testing.AtOnce;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;

class SecuritySettingsTest {

  private static final Map<String, Boolean> ON = Map.of("email", true, "sms", false, "totp", false);

  private final GatewayUnderTest gateway = GatewayUnderTest.shared();
  private Subscriber she;
  private Api api;
  private String etag;

  @BeforeEach
  void aSessionThatReadHerSettings() {
    gateway.clock().set(SettableClock.NINE);
    she = aSubscriber(gateway);
    api = she.api().with(she.logIn().session());
    etag = api.get("/api/v1/settings").header("ETag");
  }

  @Test
  void ofSixtyFourChangesOfWhatWasReadOneIsSaved() throws Exception {
    List<Answer> answers = AtOnce.sixtyFour(() -> api.put(SECURITY, ON, "If-Match", etag));

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers).extracting(Answer::status).isSubsetOf(200, 412);
    assertThat(toggled()).isEqualTo(1);
  }

  @Test
  void nothingIsSavedOnAnotherVersion() {
    for (String other : List.of("\"0\"", "\"2\"", "*", "1", "W/" + etag, "")) {
      assertThat(api.put(SECURITY, ON, "If-Match", other).status()).as(other).isIn(412, 428);
    }
    assertThat(api.put(SECURITY, ON).problem()).isEqualTo("if-match-required");
    assertThat(toggled()).isZero();
    assertThat(api.put(SECURITY, ON, "If-Match", etag).status()).isEqualTo(200);
  }

  @Test
  @Tag("C2")
  void aChangeNeedsAnAuthenticationOfTheLastFiveMinutes() {
    gateway.clock().forward(Duration.ofMinutes(5));
    Answer refused = api.put(SECURITY, ON, "If-Match", etag);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.problem()).isEqualTo("reauthentication-required");
    assertThat(toggled()).isZero();

    gateway.clock().forward(Duration.ofMillis(-1));
    assertThat(api.put(SECURITY, ON, "If-Match", etag).status()).isEqualTo(200);
  }

  @Test
  void whatIsNotSetUpIsNotTurnedOn() {
    Answer refused =
        api.put(SECURITY, Map.of("email", true, "sms", true, "totp", false), "If-Match", etag);

    assertThat(refused.problem()).isEqualTo("not-set-up");
    assertThat(refused.text("method")).isEqualTo("SMS");
    assertThat(api.get("/api/v1/settings").header("ETag")).isEqualTo(etag);
  }

  @Test
  void whatIsSwitchedAlreadyIsSavedWithoutAWord() {
    Answer same =
        api.put(SECURITY, Map.of("email", false, "sms", false, "totp", false), "If-Match", etag);

    assertThat(same.status()).isEqualTo(200);
    assertThat(same.header("ETag")).isEqualTo(etag);
    assertThat(toggled()).isZero();
  }

  @Test
  void theProfileIsHersAlone() {
    Answer changed =
        api.put("/api/v1/settings/profile", Map.of("locale", "fr", "timeZone", "Europe/Paris"));

    assertThat(changed.text("locale")).isEqualTo("fr");
    assertThat(api.get("/api/v1/session").text("timeZone")).isEqualTo("Europe/Paris");
    assertThat(changed.header("ETag")).isNotEqualTo(etag);
  }

  private long toggled() {
    String userId =
        gateway
            .bean(Accounts.class)
            .findByAddress(EmailAddress.parse(she.email()).orElseThrow())
            .block()
            .id();
    return gateway.events("accounts", userId, FactorToggled.class).size();
  }
}
