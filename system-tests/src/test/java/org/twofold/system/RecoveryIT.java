package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.system.Subscriber.aSubscriberWithEmailVerification;
import static org.twofold.system.Subscriber.now;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.twofold.system.Api.Answer;

/** Winning an account back, from outside. */
@ExtendWith(Stack.class)
class RecoveryIT {

  private static final String NEXT = "a-new-long-password-of-hers";

  private final Stack.Running stack;

  RecoveryIT(Stack.Running stack) {
    this.stack = stack;
  }

  @Test
  @Tag("D1")
  @Tag("C3")
  void theMailedCodeSetsANewPasswordAndTheSecondFactorIsStillAskedFor() {
    Subscriber she = aSubscriberWithEmailVerification(stack);
    String session = she.sessionTokenByEmail();
    Instant start = now();
    Answer asked = she.api().post("/api/v1/password-resets", Map.of("email", she.email()), null);
    assertThat(asked.status()).isEqualTo(202);
    String code = she.mailbox().awaitResetCode(she.email(), start);

    Instant reset = now();
    assertThat(set(she, asked, code).status()).isEqualTo(204);

    assertThat(she.api().get("/api/v1/session", session).problem()).isEqualTo("no-session");
    assertThat(she.logIn().status()).isEqualTo(401);
    assertThat(she.logIn(NEXT).text("status")).isEqualTo("SECOND_FACTOR_REQUIRED");
    assertThat(she.mailbox().await(she.email(), reset).path("subject").asString(""))
        .isEqualTo("Your password was reset");
    assertThat(set(she, asked, code).problem()).isEqualTo("challenge-expired");
  }

  @Test
  @Tag("E4")
  void anUnknownAddressIsAnsweredAlikeAndSentNothing() {
    Subscriber she = aSubscriberWithEmailVerification(stack);
    String nobody = Subscriber.newAddress();
    Instant start = now();
    Answer asked = she.api().post("/api/v1/password-resets", Map.of("email", nobody), null);
    assertThat(asked.status()).isEqualTo(202);
    she.api().post("/api/v1/password-resets", Map.of("email", she.email()), null);
    she.mailbox().await(she.email(), start);

    for (int left = 4; left >= 0; left--) {
      Answer wrong = set(she, asked, "AAAABBBBCCCC");
      assertThat(wrong.problem()).isEqualTo("wrong-code");
      assertThat(wrong.body().path("attemptsLeft").asInt(-1)).isEqualTo(left);
    }
    assertThat(set(she, asked, "AAAABBBBCCCC").problem()).isEqualTo("too-many-attempts");
    assertThat(she.mailbox().messages(nobody, start)).isEmpty();
  }

  private static Answer set(Subscriber she, Answer asked, String code) {
    return she.api()
        .post(
            "/api/v1/password-resets/" + asked.text("id") + "/verification",
            Map.of("code", code, "newPassword", NEXT),
            null);
  }
}
