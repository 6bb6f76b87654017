package org.twofold.mfa.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.testing.MfaUnderTest;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ChallengeControllerTest {

  private final MfaUnderTest mfa = MfaUnderTest.shared();
  private final HttpClient client = MfaUnderTest.gateway();
  private final JsonMapper json = JsonMapper.builder().build();
  private Scenario login;

  @BeforeEach
  void aLogin() {
    mfa.clock().set(SettableClock.NINE);
    login = Scenario.aLoginByEmail(mfa).issued();
  }

  @AfterEach
  void mend() {
    mfa.faults().disarm();
  }

  @Test
  void saysAcceptedForTheRightCode() throws Exception {
    HttpResponse<String> answer = post(question(login.code()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"result":"ACCEPTED","attemptsLeft":null,"retryAt":null,"locked":false,"factorId":null,"timeStep":null,"slot":null,"remaining":null,"clockOff":false}""");
  }

  @Test
  void saysHowManyTriesAreLeftAndWhenTheNextMayCome() throws Exception {
    for (int left = 4; left >= 0; left--) {
      assertThat(post(question(login.wrongCode())).body())
          .contains("\"WRONG\",\"attemptsLeft\":" + left + ",\"retryAt\":null");
    }
    assertThat(post(question(login.code())).body()).contains("EXHAUSTED");
    login = Scenario.anotherLoginOf(login).issued();
    assertThat(post(question(login.wrongCode())).body())
        .contains("\"WRONG\",\"attemptsLeft\":4,\"retryAt\":\"2026-11-24T09:00:30Z\"");
    assertThat(post(question(login.code())).body())
        .contains("\"DELAYED\"", "\"retryAt\":\"2026-11-24T09:00:30Z\"", "\"locked\":false");
  }

  @Test
  void saysExpiredAndNotYet() throws Exception {
    mfa.clock().forward(Duration.ofMinutes(6));
    assertThat(post(question(login.code())).body()).contains("\"EXPIRED\"");
    login = Scenario.aLoginByEmail(mfa);
    assertThat(post(question(login.code())).body()).contains("\"NOT_YET\"");
  }

  @Test
  @Tag("B9")
  void aFaultIsAnswered503WithoutAWordOfIt() throws Exception {
    mfa.faults().atCall(3, () -> Mono.error(new MongoTimeoutException("canary")));

    HttpResponse<String> answer = post(question(login.code()));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).doesNotContain("canary", "ACCEPTED");
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
        "\"4931070\"",
        "\"493 107\"",
        "\"493-107\"",
        "\" 493107\"",
        "\"493107\\n\"",
        "\"493107\\u0000\"",
        "\"４９３１０７\"",
        "\"٤٩٣١٠٧\"",
        "\"4931O7\"",
        "\"+49310\"",
        "\"-49310\"",
        "\"0x1234\""
      })
  @Tag("B8")
  void whatIsNotSixAsciiDigitsIsRefusedUncounted(String code) throws Exception {
    refusedUncounted(question("493107").replace("\"493107\"", code));
  }

  @Test
  @Tag("B8")
  void threeHundredVariantsOfTheRightCodeAreNotAccepted() throws Exception {
    Random random = new Random(20261124);
    for (int i = 0; i < 300; i++) {
      StringBuilder variant = new StringBuilder(login.code());
      for (int change = 0; change <= random.nextInt(3); change++) {
        variant.insert(random.nextInt(variant.length() + 1), noise(random));
      }
      ObjectNode question = (ObjectNode) json.readTree(question("000000"));
      question.put("code", variant.toString());

      assertThat(post(question.toString()).statusCode()).as("%s", variant).isEqualTo(400);
    }
    assertThat(login.stored().attempts()).isZero();
  }

  @Test
  @Tag("B8")
  void sixZerosAreACodeLikeAnyOther() throws Exception {
    assertThat(post(question("000000")).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "\"text\"",
        "{\"code\":\"493107\"}",
      })
  @Tag("I1")
  void aBodyOfAnotherFormIsRefused(String body) throws Exception {
    refusedUncounted(body);
  }

  @Test
  @Tag("I1")
  void everyFieldIsNeededAndNoOtherTaken() throws Exception {
    for (String field : new String[] {"userId", "loginId", "purpose", "method", "code"}) {
      for (String bad : new String[] {null, "", "{\"$gt\":\"\"}", "no such", "7", "x".repeat(65)}) {
        ObjectNode question = (ObjectNode) json.readTree(question(login.code()));
        if (bad == null) {
          question.remove(field);
        } else if (bad.equals("7")) {
          question.put(field, 7);
        } else {
          question.put(field, bad);
        }
        refusedUncounted(question.toString());
      }
    }
    refusedUncounted(question(login.code()).replace("{", "{\"more\":1,"));
  }

  @Test
  @Tag("I1")
  void aBodyTooLargeOrAnIdOfAnotherFormIsRefused() throws Exception {
    assertThat(post(question(login.code()) + " ".repeat(20_000)).statusCode()).isEqualTo(413);
    assertThat(post("%24ne", question(login.code())).statusCode()).isEqualTo(400);
    assertThat(post("x".repeat(65), question(login.code())).statusCode()).isEqualTo(400);
  }

  private static char noise(Random random) {
    String noise = " -_.,０٣\u200b\u00a0\t\n\u0000aO5";
    return noise.charAt(random.nextInt(noise.length()));
  }

  private void refusedUncounted(String body) throws Exception {
    HttpResponse<String> answer = post(body);

    assertThat(answer.statusCode()).as(body).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type"))
        .as(body)
        .hasValue("application/problem+json");
    assertThat(answer.body()).doesNotContain(login.code(), "Exception");
    assertThat(login.stored().attempts()).isZero();
  }

  private String question(String code) {
    return json.createObjectNode()
        .put("userId", login.ask().userId())
        .put("loginId", login.loginId())
        .put("purpose", "LOGIN")
        .put("method", "EMAIL")
        .put("code", code)
        .toString();
  }

  private HttpResponse<String> post(String body) throws Exception {
    return post(login.id(), body);
  }

  private HttpResponse<String> post(String id, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(
                URI.create(
                    "https://127.0.0.1:"
                        + mfa.port()
                        + "/internal/v1/challenges/"
                        + id
                        + "/verification"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
