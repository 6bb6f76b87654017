package org.twofold.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT;
import static org.twofold.gateway.testing.Subscriber.SECURITY;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Api;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Routes;
import org.twofold.gateway.testing.Routes.Route;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;

/** A stolen session alone changes nothing, on any route that changes a factor or a credential. */
@Tag("C2")
class FreshSessionTest {

  /**
   * No factor and no credential, or a factor that stays (ADR 20); the second kind finishes what a
   * fresh session began.
   */
  private static final Set<String> FREE =
      Set.of(
          "PUT /api/v1/settings/profile", "DELETE /api/v1/settings/security/removals/{removalId}");

  private static final String FINISHES = "/verification";

  private static final GatewayUnderTest GATEWAY = GatewayUnderTest.shared();
  private static final Duration FRESH = Duration.ofMinutes(5);

  @BeforeEach
  void atNine() {
    GATEWAY.clock().set(SettableClock.NINE);
  }

  /** Found where Spring keeps them, so that a new one is not forgotten. */
  static Stream<Route> changes() {
    return Routes.of(GATEWAY).stream()
        .filter(Route::changes)
        .filter(route -> route.pattern().matches("/api/v1/(settings|account)(/.*)?"))
        .filter(route -> !FREE.contains(route.toString()))
        .filter(route -> !route.pattern().endsWith(FINISHES));
  }

  @Test
  void theChangesAreThoseOfTheContract() {
    assertThat(changes())
        .extracting(Route::toString)
        .contains(
            "PUT /api/v1/settings/security",
            "POST /api/v1/settings/security/phone",
            "DELETE /api/v1/settings/security/phone",
            "POST /api/v1/settings/security/totp",
            "DELETE /api/v1/settings/security/totp/{totpId}",
            "POST /api/v1/settings/security/backup-codes",
            "PUT /api/v1/settings/password",
            "POST /api/v1/settings/email",
            "DELETE /api/v1/account");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void anOldSessionByPasswordChangesNothing(Route route) {
    Subscriber she = aSubscriber(GATEWAY);
    String session = she.logIn().session();
    GATEWAY.clock().forward(FRESH);

    assertRefused(she, session, route, "AAL1", "[]");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void anOldSessionByACodeChangesNothing(Route route) {
    Subscriber she = aSubscriber(GATEWAY);
    assertThat(she.turnsEmailVerification(true, she.logIn().session()).status()).isEqualTo(200);
    String session = she.verifies(she.logIn(), RIGHT).session();
    GATEWAY.clock().forward(FRESH);

    assertRefused(she, session, route, "AAL1", "[\"EMAIL\"]");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void aNewSessionBelowTheLevelOfHerMethodsChangesNothing(Route route) {
    Subscriber she = aSubscriber(GATEWAY);
    String session = she.logIn().session();
    proveNumber(she.api().with(session));
    assertThat(toggle(she, session, false, true).status()).isEqualTo(200);

    assertRefused(she, session, route, "AAL2", "[\"SMS\"]");
  }

  @Test
  void aSessionIsFreshForFiveMinutesAndAgainOnceItIsProven() {
    Subscriber she = aSubscriber(GATEWAY);
    String session = she.logIn().session();
    GATEWAY.clock().forward(FRESH.minusMillis(1));
    assertThat(toggle(she, session, true, false).status()).isEqualTo(200);
    GATEWAY.clock().forward(FRESH);
    assertThat(toggle(she, session, false, false).status()).isEqualTo(403);

    Answer again =
        she.api()
            .with(session)
            .post("/api/v1/session/reauthentication", Map.of("password", she.password()));
    String proven = she.verifies(again, RIGHT).session();

    assertThat(toggle(she, proven, false, false).status()).isEqualTo(200);
  }

  @Test
  void whatWasBegunInTimeMayBeFinished() {
    Subscriber she = aSubscriber(GATEWAY);
    String session = she.logIn().session();
    Api api = she.api().with(session);
    GATEWAY.clock().forward(FRESH.minusSeconds(1));
    Answer begun = api.post(SECURITY + "/phone", Map.of("number", "+33612345678"));
    GATEWAY.clock().forward(Duration.ofMinutes(4));

    Answer proven =
        api.post(
            SECURITY + "/phone/" + begun.text("phoneId") + "/verification", Map.of("code", RIGHT));

    assertThat(proven.status()).isEqualTo(200);
  }

  private static void assertRefused(
      Subscriber she, String session, Route route, String aal, String methods) {
    Api api = she.api().with(session);
    String etag = String.valueOf(api.get("/api/v1/settings").header("ETag"));
    String before = everything();

    Answer refused = api.send(route.method(), route.path(), body(route, api), "If-Match", etag);

    assertThat(refused.status()).as(refused.body()).isEqualTo(403);
    assertThat(refused.problem()).isEqualTo("reauthentication-required");
    assertThat(refused.text("aal")).isEqualTo(aal);
    assertThat(refused.json().path("methods").toString()).isEqualTo(methods);
    assertThat(everything()).isEqualTo(before);
  }

  /** What would be taken from a fresh session. */
  private static Object body(Route route, Api api) {
    return switch (route.toString()) {
      case "PUT /api/v1/settings/security" -> {
        boolean on =
            api.get("/api/v1/settings").json().at("/security/email/enabled").asBoolean(false);
        yield Map.of("email", !on, "sms", false, "totp", false);
      }
      case "POST /api/v1/settings/security/phone" -> Map.of("number", "+33612345679");
      case "PUT /api/v1/settings/password" ->
          Map.of("current", "a long password of hers", "new", "another of some length");
      case "POST /api/v1/settings/email" -> Map.of("address", "other@example.com");
      default -> Map.of();
    };
  }

  private static void proveNumber(Api api) {
    Answer begun = api.post(SECURITY + "/phone", Map.of("number", "+33612345678"));
    String path = SECURITY + "/phone/" + begun.text("phoneId") + "/verification";
    assertThat(api.post(path, Map.of("code", RIGHT)).status()).isEqualTo(200);
  }

  private static Answer toggle(Subscriber she, String session, boolean email, boolean sms) {
    Api api = she.api().with(session);
    String etag = String.valueOf(api.get("/api/v1/settings").header("ETag"));
    Map<String, Boolean> wish = Map.of("email", email, "sms", sms, "totp", false);
    return api.put(SECURITY, wish, "If-Match", etag);
  }

  /** What the database holds, events that wait to be published too. */
  private static String everything() {
    Map<String, String> all = new TreeMap<>();
    for (String collection : List.of("accounts", "logins", "setups", "pending-totp", "sends")) {
      for (Document document : GATEWAY.stored(collection)) {
        all.put(collection + document.getString("_id"), document.toJson());
      }
    }
    return all.toString();
  }
}
