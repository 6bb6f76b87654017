package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.twofold.system.Refusal.assertProblem;
import static org.twofold.system.Refusal.retryAfter;
import static org.twofold.system.Subscriber.aSubscriber;
import static org.twofold.system.Subscriber.aSubscriberWithEmailVerification;
import static org.twofold.system.Subscriber.now;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.twofold.system.Api.Answer;
import tools.jackson.databind.JsonNode;

/** The journey of the contract, from outside, on the stack as an operator starts it. */
@ExtendWith(Stack.class)
class ApiJourneyIT {

  private final Stack.Running stack;

  ApiJourneyIT(Stack.Running stack) {
    this.stack = stack;
  }

  @Test
  void sheSignsUpProvesHerAddressAndLogsInByPassword() {
    Subscriber she = aSubscriber(stack);
    Answer login = she.logIn();

    assertThat(login.status()).isEqualTo(200);
    assertThat(login.text("status")).isEqualTo("COMPLETE");
    assertThat(login.body().path("session").path("aal").asString("")).isEqualTo("AAL1");
    String token = login.body().path("session").path("token").asString("");
    Answer session = she.api().get("/api/v1/session", token);
    assertThat(session.status()).isEqualTo(200);
    assertThat(session.text("email")).isEqualTo(she.email());
    assertThat(she.api().delete("/api/v1/session", token).status()).isEqualTo(204);
    assertThat(she.api().get("/api/v1/session", token).problem()).isEqualTo("no-session");
  }

  @Test
  void withEmailVerificationOnTheMailedCodeLetsHerInOnce() {
    Subscriber she = aSubscriberWithEmailVerification(stack);
    Instant start = now();
    Answer login = she.logIn();

    assertThat(login.text("status")).isEqualTo("SECOND_FACTOR_REQUIRED");
    assertThat(login.text("method")).isEqualTo("EMAIL");
    assertThat(login.body().path("methods").get(0).path("hint").asString(""))
        .isEqualTo("s•••@e•••.com");
    assertThat(login.body().has("session")).isFalse();
    String code = she.awaitCode(start);
    Answer done = she.verify(login, code);
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body().path("session").path("amr").toString()).isEqualTo("[\"pwd\",\"otp\"]");
    assertThat(she.verify(login, code).status()).isEqualTo(401);
    Answer another = she.logIn();
    assertThat(she.verify(another, code).status()).isIn(422, 503);
  }

  @Test
  @Tag("B4")
  void fiveWrongCodesUseTheChallengeUp() {
    Subscriber she = aSubscriberWithEmailVerification(stack);
    Instant start = now();
    Answer login = she.logIn();
    String right = she.awaitCode(start);
    String wrong = right.equals("000000") ? "000001" : "000000";

    for (int left = 4; left >= 0; left--) {
      Answer refused = she.verify(login, wrong);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.problem()).isEqualTo("wrong-code");
      assertThat(refused.body().path("attemptsLeft").asInt(-1)).isEqualTo(left);
    }
    Answer exhausted = she.verify(login, right);
    assertThat(exhausted.status()).isEqualTo(429);
    assertThat(exhausted.header("Retry-After")).isNotNull();
    // a new login has a new challenge, and a stranger's five guesses lock nobody out
    assertThat(she.sessionTokenByEmail()).isNotEmpty();
  }

  @Test
  @Tag("B1")
  void sixtyFourRightCodesAtOnceMakeOneSession() throws Exception {
    Subscriber she = aSubscriberWithEmailVerification(stack);
    Instant start = now();
    Answer login = she.logIn();
    String code = she.awaitCode(start);

    List<Answer> answers = AtOnce.all(64, () -> she.verify(login, code));

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers).extracting(Answer::status).isSubsetOf(200, 401, 409, 429, 503);
  }

  @Test
  @Tag("F1")
  void sendingAgainWaitsThirtySecondsAndThenCarriesTheSameCode() {
    Subscriber she = aSubscriberWithEmailVerification(stack);
    Instant start = now();
    Answer login = she.logIn();
    String first = she.awaitCode(start);

    Answer early = she.challenge(login, "EMAIL");
    assertThat(early.status()).isEqualTo(429);
    assertThat(early.problem()).isEqualTo("too-many-messages");
    Instant resendAt = Instant.parse(login.body().path("challenge").path("resendAt").asString(""));
    await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> Instant.now().isAfter(resendAt));
    Instant again = now();
    assertThat(she.challenge(login, "EMAIL").status()).isEqualTo(202);
    assertThat(she.awaitCode(again)).isEqualTo(first);
    assertThat(she.verify(login, first).status()).isEqualTo(200);
  }

  @Test
  @Tag("B5")
  void afterSixFailuresInARowOverTwoLoginsEvenARightCodeWaits() {
    Subscriber she = aSubscriber(stack);
    Settings hers = she.settings(she.sessionToken());
    Authenticator app = hers.authenticator();
    assertThat(hers.toggle(false, false, true).status()).isEqualTo(200);
    Answer first = she.logIn();
    for (int i = 0; i < 5; i++) {
      assertProblem(she.verify(first, "TOTP", app.wrongCode()), 422, "wrong-code");
    }
    assertProblem(she.verify(first, "TOTP", app.code(0)), 429, "too-many-attempts");
    Answer second = she.logIn();
    assertProblem(she.verify(second, "TOTP", app.wrongCode()), 422, "wrong-code");

    Answer waits = she.verify(second, "TOTP", app.code(0));
    assertProblem(waits, 429, "too-many-attempts");
    assertThat(retryAfter(waits)).isLessThanOrEqualTo(30);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> hers.read().body().at("/security/totp").has("lockedUntil"));
    JsonNode totp = hers.read().body().at("/security/totp");
    assertThat(totp.path("enabled").asBoolean(false)).isTrue();
    assertThat(she.logIn().body().at("/methods/0/lockedUntil")).isEqualTo(totp.path("lockedUntil"));
    Instant open = Instant.parse(totp.path("lockedUntil").asString(""));
    await().atMost(Duration.ofSeconds(40)).until(() -> Instant.now().isAfter(open));
    assertThat(she.verify(second, "TOTP", app.code(0)).status()).isEqualTo(200);
  }

  @Test
  void theDeliveryBecomesKnown() {
    Subscriber she = aSubscriberWithEmailVerification(stack);
    Answer login = she.logIn();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                she.look(login)
                    .body()
                    .path("challenge")
                    .path("delivery")
                    .asString("")
                    .equals("SENT"));
  }

  @Test
  void aKnownAddressLooksLikeANewOneAndItsOwnerIsTold() {
    Subscriber she = aSubscriber(stack);
    Instant start = now();
    Answer again =
        she.api()
            .post(
                "/api/v1/accounts",
                Map.of("email", she.email(), "password", "another-long-password"),
                null);

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body().propertyNames())
        .containsExactlyInAnyOrder("accountId", "expiresAt", "resendAt");
    assertThat(she.mailbox().await(she.email(), start).path("subject").asString(""))
        .doesNotContainPattern("\\d{6}");
    Answer guess =
        she.api()
            .post(
                "/api/v1/accounts/" + again.text("accountId") + "/verification",
                Map.of("code", "123456"),
                null);
    assertThat(guess.status()).isEqualTo(422);
    assertThat(guess.body().path("attemptsLeft").asInt(-1)).isEqualTo(4);
  }

  @Test
  void aMalformedCodeIsNotCounted() {
    Subscriber she = aSubscriberWithEmailVerification(stack);
    Instant start = now();
    Answer login = she.logIn();
    String code = she.awaitCode(start);

    for (String malformed : List.of("", "12345", "1234567", "12345a", "１２３４５６", "١٢٣٤٥٦")) {
      Answer refused = she.verify(login, malformed);
      assertThat(refused.status()).as(malformed).isEqualTo(400);
      assertThat(refused.body().path("errors").get(0).path("field").asString("")).isEqualTo("code");
    }
    assertThat(she.verify(login, code.substring(0, 3) + " - " + code.substring(3)).status())
        .isEqualTo(200);
  }
}
