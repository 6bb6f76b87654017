package org.twofold.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT;
import static org.twofold.gateway.testing.Subscriber.SECURITY;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twofold.events.FactorChange;
import org.twofold.events.FactorChanged;
import org.twofold.events.FactorLocked;
import org.twofold.events.FactorUnlocked;
import org.twofold.events.Key;
import org.twofold.events.LoginAttempted;
import org.twofold.events.Method;
import org.twofold.events.Recipient;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Api;
import org.twofold.gateway.testing.Browser;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.test.SettableClock;
import tools.jackson.databind.JsonNode;

/** What a delay or lock of a factor means to its owner, as the mfa-service tells of it. */
@Tag("B5")
class FactorLocksTest {

  private final GatewayUnderTest gateway = GatewayUnderTest.shared();
  private final Subscriber she = aSubscriber(gateway);
  private String session = "";
  private String userId = "";

  /** With Email and SMS Verification. */
  @BeforeEach
  void atNine() {
    gateway.clock().set(SettableClock.NINE);
    Answer login = she.logIn();
    userId = gateway.stored("logins", login.text("loginId")).getString("userId");
    session = login.session();
    Api api = she.api().with(session);
    Answer begun = api.post(SECURITY + "/phone", Map.of("number", "+33612345678"));
    api.post(SECURITY + "/phone/" + begun.text("phoneId") + "/verification", Map.of("code", RIGHT));
    String etag = String.valueOf(api.get("/api/v1/settings").header("ETag"));
    Map<String, Boolean> both = Map.of("email", true, "sms", true, "totp", false);
    assertThat(api.put(SECURITY, both, "If-Match", etag).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30S", "PT1M", "PT2M", "PT5M", "PT15M", "PT30M", "PT1H"})
  void aDelayIsShownAndAnotherMethodIsAskedForUntilItEnds(Duration delay) {
    Instant until = gateway.clock().instant().plus(delay);
    hearLocked(Method.EMAIL, 6, until, 1);

    assertThat(settings().at("/email/lockedUntil").asString()).isEqualTo(until.toString());
    assertThat(settings().at("/email/enabled").asBoolean()).isTrue();
    Answer login = she.logIn();
    assertThat(login.text("method")).isEqualTo("SMS");
    assertThat(way(login, 0).path("lockedUntil").asString()).isEqualTo(until.toString());
    Answer asked = she.sendsAgain(login);
    assertThat(asked.problem()).isEqualTo("too-many-attempts");
    assertThat(asked.header("Retry-After")).isEqualTo(Long.toString(delay.toSeconds()));
    assertThat(told()).isEmpty();

    gateway.clock().set(until);
    assertThat(she.logIn().text("method")).isEqualTo("EMAIL");
    assertThat(she.sendsAgain(login).status()).isIn(202, 410);
  }

  @Test
  void aLockIsShownForEverAndToldOnceToEveryContact() {
    FactorLocked locked = hearLocked(Method.EMAIL, 20, null, 3);
    hear(locked);
    gateway.clock().forward(Duration.ofMinutes(50));

    assertThat(settings().path("email").has("lockedUntil")).isTrue();
    assertThat(settings().at("/email/lockedUntil").isNull()).isTrue();
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst().getRecipients())
        .extracting(Recipient::getChannel)
        .containsExactly(Method.EMAIL, Method.SMS);
    assertThat(told().getFirst().getCausationId()).isEqualTo(locked.getEventId());
    Answer login = she.logIn();
    assertThat(way(login, 0).has("lockedUntil")).isTrue();
    assertThat(way(login, 0).path("lockedUntil").isNull()).isTrue();
    assertThat(she.sendsAgain(login).header("Retry-After")).isEqualTo("3600");
  }

  @Test
  void herSettingsPageSaysHowLongAndTheWayOut() {
    Browser page = Browser.with(gateway, session);
    assertThat(page.get("/settings").body()).doesNotContain("too many wrong");
    hearLocked(Method.EMAIL, 6, gateway.clock().instant().plus(Duration.ofMinutes(5)), 1);
    hearLocked(Method.SMS, 20, null, 1);

    assertThat(page.get("/settings").body())
        .contains("No codes are taken before today, 09:05")
        .contains("Locked after too many wrong codes.");
  }

  @Test
  void whereAllAreLockedTheyStillCountAsOnAndNothingIsSent() {
    hearLocked(Method.EMAIL, 20, null, 3);
    hearLocked(Method.SMS, 20, null, 3);

    Answer login = she.logIn();

    assertThat(login.text("status")).isEqualTo("SECOND_FACTOR_REQUIRED");
    assertThat(login.text("method")).isEqualTo("EMAIL");
    assertThat(login.json().has("challenge")).isFalse();
    assertThat(login.session()).isEmpty();
    assertThat(gateway.events("logins", login.text("loginId"), LoginAttempted.class))
        .singleElement()
        .satisfies(event -> assertThat(event.getChallengeId()).isNull());
  }

  @Test
  void whatIsHeardLateChangesNothing() {
    hearLocked(Method.EMAIL, 20, null, 3);
    gateway.bean(FactorLockListener.class).on(unlocked(4));
    assertThat(settings().path("email").has("lockedUntil")).isFalse();

    hearLocked(Method.EMAIL, 20, null, 3);
    hearLocked(Method.EMAIL, 6, gateway.clock().instant().plusSeconds(30), 1);

    assertThat(settings().path("email").has("lockedUntil")).isFalse();
    assertThat(she.logIn().text("method")).isEqualTo("EMAIL");
    assertThat(told()).hasSize(1);
  }

  private JsonNode settings() {
    return she.api().with(session).get("/api/v1/settings").json().path("security");
  }

  private static JsonNode way(Answer login, int index) {
    return login.json().path("methods").path(index);
  }

  private List<FactorChanged> told() {
    return gateway.events("accounts", userId, FactorChanged.class).stream()
        .filter(event -> event.getChange() == FactorChange.LOCKED)
        .toList();
  }

  private FactorLocked hearLocked(
      Method method, int failures, @Nullable Instant until, long sequence) {
    FactorLocked locked =
        FactorLocked.newBuilder()
            .setEventId(EventIds.next())
            .setOccurredAt(gateway.clock().instant())
            .setUserId(userId)
            .setCorrelationId("login")
            .setAggregateId(userId + ":" + method)
            .setSequence(sequence)
            .setMethod(method)
            .setFailures(failures)
            .setLockedUntil(until)
            .build();
    hear(locked);
    return locked;
  }

  private void hear(FactorLocked locked) {
    gateway.bean(FactorLockListener.class).on(locked);
  }

  private FactorUnlocked unlocked(long sequence) {
    return FactorUnlocked.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(gateway.clock().instant())
        .setUserId(userId)
        .setCorrelationId("login")
        .setAggregateId(userId + ":EMAIL")
        .setSequence(sequence)
        .setMethod(Method.EMAIL)
        .setKey(Key.OTHER_FACTOR)
        .build();
  }
}
