package org.twofold.mfa.backupcode;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.testing.Api;
import org.twofold.mfa.testing.MfaUnderTest;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class BackupCodeControllerTest {

  private final MfaUnderTest mfa = MfaUnderTest.shared();
  private final Api api = new Api(mfa);
  private final JsonMapper json = JsonMapper.builder().build();
  private Holder she;

  @BeforeEach
  void aHolder() {
    mfa.clock().set(SettableClock.NINE);
    she = Holder.ofCodes(mfa);
  }

  @AfterEach
  void mend() {
    mfa.faults().disarm();
  }

  @Test
  @Tag("A4")
  void tenCodesAreShownOnce() throws Exception {
    String path = "/users/" + she.userId() + "/backup-codes/" + EventIds.next();
    Api.Answer issued = api.put(path);
    assertThat(issued.status()).isEqualTo(201);
    assertThat(issued.body()).matches("\\{\"codes\":\\[(\"[A-Z2-7]{16}\",){9}\"[A-Z2-7]{16}\"]}");

    Api.Answer again = api.put(path);
    assertThat(again.status()).isEqualTo(409);
    issued
        .json()
        .path("codes")
        .forEach(code -> assertThat(again.body()).doesNotContain(code.asString()));
  }

  @Test
  @Tag("D2")
  void aVerificationSaysWhichSlotAndHowManyAreLeft() throws Exception {
    assertThat(api.post(path(), question(Holder.WRONG)).body())
        .contains("\"WRONG\",\"attemptsLeft\":4");
    assertThat(api.post(path(), question(she.codes().get(7))).body())
        .isEqualTo(
            """
            {"result":"ACCEPTED","attemptsLeft":null,"retryAt":null,"locked":false,"factorId":null,"timeStep":null,"slot":7,"remaining":9,"clockOff":false}""");
  }

  @Test
  @Tag("B9")
  void aFaultIsAnswered503WithoutAWordOfIt() throws Exception {
    mfa.faults().atCall(3, () -> Mono.error(new MongoTimeoutException("canary")));
    Api.Answer answer = api.post(path(), question(she.codes().getFirst()));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).doesNotContain("canary", "ACCEPTED");

    mfa.faults().atCall(1, () -> Mono.error(new MongoTimeoutException("canary")));
    answer = api.put("/users/x/backup-codes/" + EventIds.next());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).doesNotContain("canary", "\"codes\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "7",
        "[\"%s\"]",
        "{\"$ne\":\"\"}",
        "\"\"",
        "\"%s \"",
        "\"%sA\"",
        "\"-%s\"",
        "\"%s\\n\"",
        "\"%s\\u0000\"",
        "\"aaaaaaaaaaaaaaaa\"",
        "\"ＡAAAAAAAAAAAAAAA\"",
        "\"0AAAAAAAAAAAAAAA\"",
        "\"1AAAAAAAAAAAAAAA\""
      })
  @Tag("B8")
  void whatIsNotSixteenBase32CharactersIsRefusedUncounted(String form) throws Exception {
    String code = form.formatted(she.codes().getFirst());
    refused(path(), question(Holder.WRONG).replace("\"" + Holder.WRONG + "\"", code));
  }

  @Test
  @Tag("I1")
  void everyFieldIsNeededAndNoOtherTaken() throws Exception {
    for (String field : List.of("loginId", "purpose", "loginExpiresAt", "code")) {
      for (String bad : new String[] {null, "", "{\"$gt\":\"\"}", "no such", "x".repeat(65)}) {
        ObjectNode question = (ObjectNode) json.readTree(question(she.codes().getFirst()));
        if (bad == null) {
          question.remove(field);
        } else {
          question.put(field, bad);
        }
        refused(path(), question.toString());
      }
    }
    refused(path(), question(Holder.WRONG).replace("{", "{\"more\":1,"));
    refused(path(), "");
    refused("/users/%24ne/backup-codes/x/verification", question(Holder.WRONG));
    assertThat(api.put("/users/x/backup-codes/a.b").status()).isEqualTo(400);
  }

  private void refused(String path, String body) throws Exception {
    Api.Answer answer = api.post(path, body);

    assertThat(answer.status()).as(body).isEqualTo(400);
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(answer.body()).doesNotContain(she.codes().getFirst(), "Exception");
    assertThat(mfa.has("tries", "login-" + she.setId() + ":BACKUP_CODE")).isFalse();
  }

  private String path() {
    return "/users/" + she.userId() + "/backup-codes/" + she.setId() + "/verification";
  }

  private String question(String code) {
    return json.createObjectNode()
        .put("loginId", "login-" + she.setId())
        .put("purpose", "REAUTHENTICATION")
        .put("loginExpiresAt", "2026-11-24T09:15:00Z")
        .put("code", code)
        .toString();
  }
}
