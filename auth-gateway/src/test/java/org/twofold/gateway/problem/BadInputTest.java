package org.twofold.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;
import static org.twofold.gateway.testing.Subscriber.aSubscriberWithEmailVerification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Api;
import org.twofold.gateway.testing.Browser;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Ground;
import org.twofold.gateway.testing.Routes;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;

/** Whatever is sent, it is refused by name and nothing breaks. */
class BadInputTest {

  private static final GatewayUnderTest GATEWAY = GatewayUnderTest.shared();
  private static Subscriber she;
  private static Answer login;
  private static String session;

  /** A call of the API that takes fields, with a body that is in order. */
  record Call(String method, String path, String token, Map<String, Object> body) {
    @Override
    public String toString() {
      return method + " " + path.replaceAll("[A-Za-z0-9_-]{22}", "ID");
    }

    Answer with(String field, Object value) {
      Map<String, Object> changed = new LinkedHashMap<>(body);
      changed.put(field, value);
      return send(changed);
    }

    Answer send(Object other, String... headers) {
      return new Api(GATEWAY.url(), token.isEmpty() ? null : token)
          .send(method, path, other, headers);
    }
  }

  @BeforeAll
  static void sessionAndLogin() {
    GATEWAY.clock().set(SettableClock.NINE);
    session = aSubscriber(GATEWAY).logIn().session();
    she = aSubscriberWithEmailVerification(GATEWAY);
    login = she.logIn();
  }

  static Stream<Call> calls() {
    Map<String, Object> credentials = Map.of("email", she.email(), "password", she.password());
    String of = "/api/v1/logins/" + login.text("loginId");
    String token = login.text("loginToken");
    return Stream.of(
        new Call("POST", "/api/v1/logins", "", credentials),
        new Call("POST", "/api/v1/accounts", "", credentials),
        new Call("POST", "/api/v1/accounts/zu_AlLJRrU8m7CbFk91PJw/verification", "", code()),
        new Call("POST", of + "/challenges", token, Map.of("method", "EMAIL")),
        new Call("POST", of + "/verification", token, Map.of("method", "EMAIL", "code", "999999")),
        new Call(
            "PUT", "/api/v1/settings/profile", session, Map.of("locale", "en", "timeZone", "UTC")),
        new Call(
            "PUT",
            "/api/v1/settings/security",
            session,
            Map.of("email", true, "sms", false, "totp", false)),
        new Call(
            "POST",
            "/operator/v1/accounts/lookup",
            Ground.OPERATOR,
            Map.of("address", she.email())));
  }

  private static Map<String, Object> code() {
    return Map.of("code", "999999");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  @Tag("I2")
  void anOperatorInAnyFieldIsRefusedByName(Call call) {
    for (String field : call.body().keySet()) {
      for (Object value :
          List.of(
              Map.of("$ne", ""),
              Map.of("$gt", ""),
              Map.of("$where", "1"),
              Map.of("$regex", ".*"),
              Map.of(),
              List.of(),
              List.of("x"),
              List.of(List.of()),
              5,
              1.5,
              call.body().get(field) instanceof Boolean ? "true" : true)) {
        Answer answer = call.with(field, value);
        assertThat(answer.status()).as("%s=%s", field, value).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.field()).as("%s=%s", field, value).isEqualTo(field);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  @Tag("I2")
  void nullOrNothingInAFieldIsRefusedByName(Call call) {
    for (String field : call.body().keySet()) {
      Map<String, Object> without = new LinkedHashMap<>(call.body());
      without.remove(field);
      assertThat(call.send(without).field()).isEqualTo(field);
      assertThat(call.with(field, null).field()).isEqualTo(field);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  @Tag("I2")
  void halfACharacterInATextIsRefusedByName(Call call) {
    call.body()
        .forEach(
            (field, value) -> {
              if (value instanceof String text) {
                Answer answer = call.with(field, text + "\ud83d");
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.field()).isEqualTo(field);
              }
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  @Tag("I2")
  void aTemplateInATextIsNoMoreThanAText(Call call) {
    for (String field : call.body().keySet()) {
      for (String text :
          List.of("${7*7}", "#{7*7}", "{{7*7}}", "*{7*7}", "__${7*7}__::.x", "$where", "\0", "'")) {
        Answer answer = call.with(field, text);
        assertThat(answer.status()).as("%s=%s", field, text).isIn(202, 400, 401, 404);
        assertThat(answer.body()).doesNotContain("49", "7*7", "Exception");
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void anUnknownFieldIsRefusedByName(Call call) {
    for (String field : List.of("admin", "_id", "$where", "constructor", "__proto__")) {
      Answer answer = call.with(field, "x");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.field()).isEqualTo(field);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void whatIsNoJsonIsRefused(Call call) {
    for (String body :
        List.of(
            "",
            " ",
            "{",
            "}",
            "[]",
            "null",
            "5",
            "\"x\"",
            "{} {}",
            "{}x",
            "{\"a\":1,\"a\":1}",
            "{'email':'x'}",
            "{\"email\":NaN}",
            "// x\n{}",
            "\u0000",
            "[".repeat(5_000),
            "{\"email\":".repeat(1_500))) {
      Answer answer = call.send(body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.problem()).as(body).isEqualTo("invalid-request");
      assertThat(answer.field()).as(body).isNotEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void over16KibIsTooLargeAndAnotherFormIsNotTaken(Call call) {
    Answer large = call.with(call.body().keySet().iterator().next(), "x".repeat(17_000));
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.problem()).isEqualTo("too-large");
    for (String type :
        List.of(
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/x-java-serialized-object")) {
      Answer other = call.send("email=x", "Content-Type", type);
      assertThat(other.status()).as(type).isEqualTo(415);
      assertThat(other.problem()).isEqualTo("unsupported-media-type");
    }
  }

  @Test
  void anAnswerInAnotherFormIsNotGiven() {
    Answer none =
        new Api(GATEWAY.url(), session).get("/api/v1/session", "Accept", "application/xml");

    assertThat(none.status()).isEqualTo(406);
    assertThat(none.problem()).isEqualTo("not-acceptable");
    assertThat(none.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void anotherMethodIsNotAllowed(Call call) {
    List<String> known =
        Routes.of(GATEWAY).stream()
            .filter(route -> call.path().matches(route.pattern().replaceAll("\\{[^}]*}", "[^/]+")))
            .map(Routes.Route::method)
            .toList();
    for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH")) {
      if (!known.contains(method)) {
        Answer answer =
            new Api(GATEWAY.url(), call.token().isEmpty() ? null : call.token())
                .send(method, call.path(), call.body());
        assertThat(answer.status()).as(method).isEqualTo(405);
        assertThat(answer.problem()).isEqualTo("method-not-allowed");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/accounts/%7B%22$ne%22:%22%22%7D/verification",
        "/api/v1/accounts/$where/verification",
        "/api/v1/accounts/%00/verification",
        "/api/v1/accounts/%F0%9F%98%80/verification",
        "/api/v1/accounts/a%2F..%2Fb/verification",
        "/api/v1/nothing-here",
        "/api/v2/logins",
        "/api/",
        "/operator/v1/"
      })
  @Tag("I2")
  void whatIsNotThereIsNotThere(String path) {
    Answer answer = new Api(GATEWAY.url(), null).post(path, code());

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.body()).doesNotContain("Exception", "org.springframework");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login", "/signup", "/signup/verify", "/login/verify", "/settings"})
  @Tag("I1")
  void aPageThatIsSentNonsenseDoesNotBreak(String path) {
    Browser browser = Browser.loggedIn(she);
    browser.get("/login");
    for (String nonsense :
        List.of("{\"$ne\":\"\"}", "${7*7}", "\0", "\r\n", "<script>", "😀", "x".repeat(2_000))) {
      Answer answer =
          browser.submit(
              path,
              Map.of(
                  "email",
                  nonsense,
                  "password",
                  nonsense,
                  "code",
                  nonsense,
                  "version",
                  nonsense,
                  "accountId",
                  nonsense,
                  "locale",
                  nonsense,
                  "timeZone",
                  nonsense));
      assertThat(answer.status()).as(nonsense).isLessThan(500);
      assertThat(answer.body()).doesNotContain("<script>", "Exception", ">49<");
    }
    Answer large = browser.submit(path, Map.of("email", "x".repeat(17_000)));
    assertThat(large.status()).isEqualTo(413);
  }

  @Test
  void aMessageIsInTheLanguageThatIsAskedFor() {
    Api api = new Api(GATEWAY.url(), null);
    Map<String, String> body = Map.of("email", "none", "password", "long enough 1");

    Answer french = api.post("/api/v1/accounts", body, "Accept-Language", "fr-CA, en;q=0.5");
    assertThat(french.header("Content-Language")).isEqualTo("fr");
    assertThat(french.json().path("errors").get(0).path("message").asString())
        .isEqualTo("n'est pas une adresse électronique");
    assertThat(api.post("/api/v1/accounts", body).header("Content-Language")).isEqualTo("en");
  }
}
