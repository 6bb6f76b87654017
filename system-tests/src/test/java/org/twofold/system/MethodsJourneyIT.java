package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.twofold.system.Settings.SECURITY;
import static org.twofold.system.Settings.aNumber;
import static org.twofold.system.Subscriber.aSubscriber;
import static org.twofold.system.Subscriber.aSubscriberWithEmailVerification;
import static org.twofold.system.Subscriber.now;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.twofold.system.Api.Answer;
import tools.jackson.databind.JsonNode;

/** Every method, set up and used through the API, from outside. */
@ExtendWith(Stack.class)
class MethodsJourneyIT {

  private final Stack.Running stack;

  MethodsJourneyIT(Stack.Running stack) {
    this.stack = stack;
  }

  @Test
  @Tag("C4")
  void aNumberIsProvenAndThenBringsHerIn() {
    Subscriber she = aSubscriber(stack);
    String token = she.sessionToken();
    String number = aNumber();
    Answer early = she.settings(token).toggle(false, true, false);
    assertThat(early.problem()).isEqualTo("not-set-up");
    assertThat(early.text("method")).isEqualTo("SMS");
    she.settings(token).prove(number);
    String other = she.sessionToken();
    Answer on = she.settings(token).toggle(false, true, false);
    assertThat(on.status()).isEqualTo(200);
    assertThat(she.api().get("/api/v1/session", other).problem()).isEqualTo("no-session");
    assertThat(she.api().get("/api/v1/session", token).status()).isEqualTo(200);
    assertThat(on.body().at("/security/sms/number").asString("")).isEqualTo(number);

    Instant start = now();
    Answer login = she.logIn();
    assertThat(login.text("method")).isEqualTo("SMS");
    assertThat(login.body().at("/methods/0/hint").asString(""))
        .startsWith("+33 •")
        .endsWith(number.substring(number.length() - 2));
    Answer done = she.verify(login, "SMS", she.mailbox().awaitText(number, start));
    assertThat(done.body().at("/session/aal").asString("")).isEqualTo("AAL2");
    assertThat(done.body().at("/session/amr").toString()).isEqualTo("[\"pwd\",\"sms\",\"mfa\"]");
  }

  @Test
  @Tag("B2")
  @Tag("C1")
  @Tag("C2")
  void anAuthenticatorIsConfirmedAndItsStepIsTakenOnce() {
    Subscriber she = aSubscriber(stack);
    String token = she.sessionToken();
    Answer setup = she.api().post(SECURITY + "/totp", Map.of("name", "My phone"), token);
    assertThat(setup.status()).isEqualTo(201);
    assertThat(setup.text("uri")).startsWith("otpauth://totp/Twofold:").contains("issuer=Twofold");
    assertThat(setup.text("qrSvg")).startsWith("<svg");
    assertThat(she.settings(token).toggle(false, false, true).problem()).isEqualTo("not-set-up");
    Authenticator app = new Authenticator(setup.text("secret")).early();
    she.settings(token).confirmTotp(setup, app.code(-1));
    assertThat(she.settings(token).toggle(false, false, true).status()).isEqualTo(200);

    String code = app.code(0);
    Answer login = she.logIn();
    assertThat(login.text("method")).isEqualTo("TOTP");
    assertThat(login.body().has("challenge")).isFalse();
    Answer done = she.verify(login, "TOTP", code);
    assertThat(done.body().at("/session/aal").asString("")).isEqualTo("AAL2");
    Answer again = she.verify(she.logIn(), "TOTP", code);
    assertThat(again.problem()).isEqualTo("wrong-code");
    assertThat(again.body().path("attemptsLeft").asInt()).isEqualTo(4);

    // the session from before it was on is over; a new one by the password alone cannot be had
    String strong = done.body().at("/session/token").asString("");
    assertThat(she.api().post(SECURITY + "/backup-codes", null, strong).status()).isEqualTo(201);
  }

  @Test
  @Tag("D2")
  void aBackupCodeBringsHerInOnce() {
    Subscriber she = aSubscriber(stack);
    String token = she.sessionToken();
    Answer issued = she.api().post(SECURITY + "/backup-codes", null, token);
    assertThat(issued.status()).isEqualTo(201);
    assertThat(issued.body().path("codes").size()).isEqualTo(10);
    String code = issued.body().at("/codes/3").asString("");
    assertThat(she.settings(token).toggle(true, false, false).status()).isEqualTo(200);
    Answer login = she.logIn();
    assertThat(login.body().path("methods").size()).isEqualTo(2);

    Answer done = she.verify(login, "BACKUP_CODE", code.replace("-", " ").toLowerCase());

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body().at("/session/amr").toString()).isEqualTo("[\"pwd\",\"otp\"]");
    assertThat(she.verify(she.logIn(), "BACKUP_CODE", code).problem()).isEqualTo("wrong-code");
    Answer settings =
        she.api().get("/api/v1/settings", done.body().at("/session/token").asString(""));
    assertThat(settings.body().at("/security/backupCodes/remaining").asInt()).isEqualTo(9);
  }

  @Test
  @Tag("A8")
  @Tag("B7")
  void anotherMethodVoidsTheCodeBeforeAndHerLastOneComesFirst() {
    Subscriber she = aSubscriber(stack);
    String token = she.sessionToken();
    String number = aNumber();
    she.settings(token).prove(number);
    assertThat(she.settings(token).toggle(true, true, false).status()).isEqualTo(200);
    Instant start = now();
    Answer login = she.logIn();
    assertThat(login.text("method")).isEqualTo("EMAIL");
    String mailed = she.awaitCode(start);

    Answer switched = she.challenge(login, "SMS");
    assertThat(switched.status()).isEqualTo(202);
    assertThat(switched.text("method")).isEqualTo("SMS");
    assertThat(she.verify(login, "EMAIL", mailed).problem()).isEqualTo("challenge-expired");
    assertThat(she.challenge(login, "EMAIL").problem()).isEqualTo("too-many-messages");
    assertThat(she.verify(login, "SMS", she.mailbox().awaitText(number, start)).status())
        .isEqualTo(200);

    assertThat(she.logIn().text("method")).isEqualTo("SMS");
  }

  @Test
  @Tag("C2")
  @Tag("C6")
  void aChangeNeedsTheHighestLevelAndEndsTheOtherSessions() {
    Subscriber she = aSubscriber(stack);
    String token = she.sessionToken();
    Answer setup = she.api().post(SECURITY + "/totp", null, token);
    Authenticator app = new Authenticator(setup.text("secret")).early();
    she.settings(token).confirmTotp(setup, app.code(-1));
    assertThat(she.settings(token).toggle(true, false, true).status()).isEqualTo(200);

    Answer refused = she.api().delete(SECURITY + "/totp/" + setup.text("totpId"), token);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("aal")).isEqualTo("AAL2");
    assertThat(refused.body().path("methods").toString()).isEqualTo("[\"TOTP\"]");
    Answer again =
        she.api()
            .post(
                "/api/v1/session/reauthentication", Map.of("password", Subscriber.PASSWORD), token);
    assertThat(again.text("method")).isEqualTo("TOTP");
    Answer proven = she.verify(again, "TOTP", app.code(0));
    assertThat(proven.status()).isEqualTo(200);
    String strong = proven.body().at("/session/token").asString("");
    assertThat(she.api().get("/api/v1/session", token).problem()).isEqualTo("no-session");

    Answer removed = she.api().delete(SECURITY + "/totp/" + setup.text("totpId"), strong);
    assertThat(removed.status()).isEqualTo(200);
    assertThat(removed.body().at("/security/totp/enabled").asBoolean(true)).isFalse();
    assertThat(removed.body().at("/security/email/enabled").asBoolean(false)).isTrue();
  }

  @Test
  @Tag("F1")
  void overSixCodesInTenMinutesALoginSaysWhenAndIsNotRefused() {
    Subscriber she = aSubscriberWithEmailVerification(stack);
    for (int i = 0; i < 6; i++) {
      assertThat(she.logIn().body().at("/challenge/delivery").asString("")).isNotEqualTo("LIMITED");
    }

    Answer limited = she.logIn();

    assertThat(limited.status()).isEqualTo(200);
    assertThat(limited.body().at("/challenge/delivery").asString("")).isEqualTo("LIMITED");
    assertThat(Instant.parse(limited.body().at("/challenge/resendAt").asString("")))
        .isAfter(Instant.now().plusSeconds(300));
    assertThat(she.challenge(limited, "EMAIL").problem()).isEqualTo("too-many-messages");
    assertThat(she.verify(limited, "EMAIL", "123456").problem()).isEqualTo("challenge-expired");
  }

  @Test
  void sheSeesAndEndsHerOtherSessionsAndHerActivity() {
    Subscriber she = aSubscriber(stack);
    String token = she.sessionToken();
    String other = she.sessionToken();
    JsonNode sessions = she.api().get("/api/v1/sessions", token).body().path("sessions");
    assertThat(sessions.size()).isEqualTo(2);
    assertThat(sessions.at("/0/current").asBoolean()).isTrue();

    assertThat(she.api().delete("/api/v1/sessions", token).status()).isEqualTo(204);

    assertThat(she.api().get("/api/v1/session", other).problem()).isEqualTo("no-session");
    assertThat(she.api().get("/api/v1/session", token).status()).isEqualTo(200);
    assertThat(she.api().delete("/api/v1/sessions/unknown", token).status()).isEqualTo(404);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(she.api().get("/api/v1/activity", token).body().toString())
                    .contains("AccountCreated", "LoginSucceeded", "SessionEnded"));
  }

  @Test
  @Tag("C3")
  void passwordAndAddressChangeAndTheAccountEnds() {
    Subscriber she = aSubscriber(stack);
    String token = she.sessionToken();
    Instant start = now();
    Map<String, String> change = Map.of("current", Subscriber.PASSWORD, "new", "other-battery-9");
    Answer changed = she.api().put("/api/v1/settings/password", change, token, Map.of());
    assertThat(changed.status()).isEqualTo(204);
    assertThat(she.logIn().problem()).isEqualTo("invalid-credentials");
    assertThat(she.logIn("other-battery-9").status()).isEqualTo(200);

    String address = Subscriber.newAddress();
    Answer begun = she.api().post("/api/v1/settings/email", Map.of("address", address), token);
    assertThat(begun.status()).isEqualTo(202);
    String code = she.mailbox().awaitCode(address, start);
    Answer proven =
        she.api()
            .post(
                "/api/v1/settings/email/" + begun.text("emailId") + "/verification",
                Map.of("code", code),
                token);
    assertThat(proven.text("email")).isEqualTo(address);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> she.mailbox().messages(she.email(), start).size() >= 2);

    assertThat(she.api().delete("/api/v1/account", token).status()).isEqualTo(204);
    assertThat(she.api().get("/api/v1/session", token).problem()).isEqualTo("no-session");
    Map<String, String> gone = Map.of("email", address, "password", "other-battery-9");
    assertThat(she.api().post("/api/v1/logins", gone, null).problem())
        .isEqualTo("invalid-credentials");
  }
}
