package org.twofold.mfa.totp;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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

class TotpControllerTest {

  private static final String NOISE = " -_.,０٣\u200b\u00a0\t\n\u0000aO";

  private final MfaUnderTest mfa = MfaUnderTest.shared();
  private final Api api = new Api(mfa);
  private final JsonMapper json = JsonMapper.builder().build();
  private Subscriber she;

  @BeforeEach
  void aSubscriber() {
    mfa.clock().set(SettableClock.NINE);
    she = Subscriber.withTotp(mfa);
  }

  @AfterEach
  void mend() {
    mfa.faults().disarm();
  }

  @Test
  @Tag("C1")
  void aSetUpIsTwoCallsAndItsSecretIsShownOnce() throws Exception {
    String path = "/users/" + EventIds.next() + "/totp/" + EventIds.next();
    Api.Answer made = api.put(path);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body())
        .matches(
            "\\{\"secret\":\"[A-Z2-7]{32}\",\"algorithm\":\"SHA1\",\"digits\":6,\"period\":30,"
                + "\"expiresAt\":\"2026-11-24T09:10:00Z\"}");
    String secret = made.text("secret");

    Api.Answer again = api.put(path);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).doesNotContain(secret);
    String code = new Subscriber(mfa, "", "", secret).code();
    assertThat(api.post(path + "/confirmation", "{\"code\":\"" + code + "\"}").body())
        .isEqualTo(
            """
            {"result":"ACCEPTED","attemptsLeft":null,"retryAt":null,"locked":false,"factorId":null,"timeStep":null,"slot":null,"remaining":null,"clockOff":false}""");
  }

  @Test
  void aVerificationSaysWhichAuthenticatorAndStep() throws Exception {
    assertThat(api.post(verification(), question(she.wrongCode())).body())
        .contains("\"WRONG\",\"attemptsLeft\":4");
    assertThat(api.post(verification(), question(she.code())).body())
        .isEqualTo(
            """
            {"result":"ACCEPTED","attemptsLeft":null,"retryAt":null,"locked":false,"factorId":"%s","timeStep":%d,"slot":null,"remaining":null,"clockOff":false}"""
                .formatted(she.totpId(), she.step()));
  }

  @Test
  @Tag("B9")
  void aFaultIsAnswered503WithoutAWordOfIt() throws Exception {
    for (String path : List.of("", "/confirmation", "/verification")) {
      mfa.faults().atCall(1, () -> Mono.error(new MongoTimeoutException("canary")));
      Api.Answer answer =
          switch (path) {
            case "" -> api.put("/users/" + she.userId() + "/totp/" + EventIds.next());
            case "/confirmation" ->
                api.post(
                    "/users/" + she.userId() + "/totp/" + she.totpId() + path,
                    "{\"code\":\"123456\"}");
            default -> api.post(verification(), question(she.code()));
          };

      assertThat(answer.status()).as(path).isEqualTo(503);
      assertThat(answer.type()).isEqualTo("application/problem+json");
      assertThat(answer.body()).doesNotContain("canary", "ACCEPTED", "secret");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "493107",
        "[\"493107\"]",
        "{\"$ne\":\"\"}",
        "true",
        "\"\"",
        "\"49310\"",
        "\"493107000\"",
        "\"493 107\"",
        "\"493-107\"",
        "\"493107\\n\"",
        "\"493107\\u0000\"",
        "\"４９３１０７\"",
        "\"٤٩٣١٠٧\"",
        "\"4931O7\"",
        "\"+49310\""
      })
  @Tag("B8")
  void whatIsNoAsciiDigitsIsRefusedUncounted(String code) throws Exception {
    refused(verification(), question("493107").replace("\"493107\"", code));
    refused(
        "/users/" + she.userId() + "/totp/" + she.totpId() + "/confirmation",
        "{\"code\":" + code + "}");
  }

  @Test
  @Tag("B8")
  void threeHundredVariantsOfTheRightCodeAreNotAccepted() throws Exception {
    Random random = new Random(20261124);
    for (int i = 0; i < 300; i++) {
      StringBuilder variant = new StringBuilder(she.code());
      variant.insert(random.nextInt(7), NOISE.charAt(random.nextInt(NOISE.length())));
      ObjectNode question = (ObjectNode) json.readTree(question("000000"));
      question.put("code", variant.toString());

      refused(verification(), question.toString());
    }
  }

  @Test
  @Tag("I1")
  void everyFieldIsNeededAndNoOtherTaken() throws Exception {
    for (String field : List.of("loginId", "purpose", "loginExpiresAt", "totpIds", "code")) {
      for (String bad : new String[] {null, "", "{\"$gt\":\"\"}", "no such", "x".repeat(65)}) {
        ObjectNode question = (ObjectNode) json.readTree(question(she.code()));
        if (bad == null) {
          question.remove(field);
        } else {
          question.put(field, bad);
        }
        refused(verification(), question.toString());
      }
    }
    refused(verification(), question(she.code()).replace("{", "{\"more\":1,"));
    refused(verification(), question(she.code()).replace("LOGIN", "SIGN_UP"));
    refused(verification(), "");
    refused(verification(), "[]");
  }

  @Test
  @Tag("I1")
  void oneToTwentyAuthenticatorsAreNamed() throws Exception {
    List<String> twenty = new ArrayList<>(Collections.nCopies(19, "another"));
    twenty.add(she.totpId());

    refused(verification(), question(she.code(), List.of()));
    refused(verification(), question(she.code(), Collections.nCopies(21, she.totpId())));
    refused(verification(), question(she.code(), List.of("$ne")));
    refused(verification(), question(she.code()).replace("\"" + she.totpId() + "\"", "null"));
    assertThat(api.post(verification(), question(she.code(), twenty)).body()).contains("ACCEPTED");
  }

  @Test
  @Tag("I1")
  void idsOfAnotherFormAreRefused() throws Exception {
    assertThat(api.put("/users/%24ne/totp/x").status()).isEqualTo(400);
    assertThat(api.put("/users/x/totp/a.b").status()).isEqualTo(400);
    assertThat(api.put("/users/x/totp/" + "x".repeat(65)).status()).isEqualTo(400);
    refused("/users/%24ne/totp/verification", question(she.code()));
  }

  @Test
  void anImportIsActiveAtOnceAndSaysWhatWasRefused() throws Exception {
    String userId = EventIds.next();
    String body =
        """
        [{"userId":"%1$s","totpId":"%1$s-a","secret":"gezd gnbv gy3t qojq gezd gnbv gy3t qojq"},
         {"userId":"%1$s","totpId":"%1$s-b","secret":"no base32!"},
         {"userId":"%1$s","totpId":"%1$s-c","secret":"MZXW6YTB"},
         {"userId":"%1$s","totpId":"%2$s","secret":"GEZDGNBVGY3TQOJQ"},
         {"userId":"%3$s","totpId":"%2$s","secret":"GEZDGNBVGY3TQOJQ"}]"""
            .formatted(userId, she.totpId(), she.userId());

    assertThat(api.post("/totp-imports", body).body()).isEqualTo("{\"refused\":[1,2,3]}");
    assertThat(api.post("/totp-imports", body).body()).isEqualTo("{\"refused\":[1,2,3]}");
    Subscriber imported =
        new Subscriber(mfa, userId, userId + "-a", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assertThat(imported.tries(imported.newLogin(), imported.code())).isEqualTo(imported.yes(0));
    assertThat(she.tries(she.newLogin(), she.code())).isEqualTo(she.yes(0));
  }

  @Test
  @Tag("I1")
  void anImportOfAnotherFormIsRefusedWhole() throws Exception {
    String entry = "{\"userId\":\"a\",\"totpId\":\"b\",\"secret\":\"GEZDGNBVGY3TQOJQ\"}";
    for (String body :
        List.of(
            "",
            "{}",
            "[null]",
            "[[]]",
            "[" + entry.replace("\"a\"", "\"$\"") + "]",
            "[" + entry.replace("{", "{\"more\":1,") + "]",
            "[" + entry.replace("\"GEZDGNBVGY3TQOJQ\"", "7") + "]",
            "[" + String.join(",", Collections.nCopies(101, entry)) + "]")) {
      refused("/totp-imports", body);
    }
    assertThat(mfa.has("authenticators", "b")).isFalse();
    assertThat(
            api.post("/totp-imports", "[" + String.join(",", Collections.nCopies(100, entry)) + "]")
                .body())
        .isEqualTo("{\"refused\":[]}");
  }

  private void refused(String path, String body) throws Exception {
    Api.Answer answer = api.post(path, body);

    assertThat(answer.status()).as(body).isEqualTo(400);
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(answer.body()).doesNotContain(she.code(), "GEZDGNBVGY3TQOJQ", "Exception");
    assertThat(mfa.has("tries", "login-" + she.totpId() + ":TOTP")).isFalse();
  }

  private String verification() {
    return "/users/" + she.userId() + "/totp/verification";
  }

  private String question(String code) {
    return question(code, List.of(she.totpId()));
  }

  private String question(String code, List<String> totpIds) {
    ObjectNode question =
        json.createObjectNode()
            .put("loginId", "login-" + she.totpId())
            .put("purpose", "LOGIN")
            .put("loginExpiresAt", "2026-11-24T09:15:00Z")
            .put("code", code);
    question.set("totpIds", json.valueToTree(totpIds));
    return question.toString();
  }
}
