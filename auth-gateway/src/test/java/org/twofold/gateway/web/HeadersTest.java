package org.twofold.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;
import static org.twofold.gateway.testing.Subscriber.aSubscriberWithEmailVerification;

import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Api;
import org.twofold.gateway.testing.Browser;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;

/** What stands on every response, whatever it is. */
@Tag("E3")
class HeadersTest {

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final GatewayUnderTest GATEWAY = GatewayUnderTest.shared();
  private static final Map<String, Answer> ANSWERS = new LinkedHashMap<>();

  @BeforeAll
  static void everyKindOfAnswerIsSeenOnce() {
    GATEWAY.clock().set(SettableClock.NINE);
    ANSWERS.putAll(everyKindOfAnswer());
  }

  @Test
  void everyResponseForbidsFramesForeignScriptsAndReferrers() {
    ANSWERS.forEach(
        (name, answer) -> {
          HttpHeaders headers = answer.headers();
          assertThat(headers.allValues("Content-Security-Policy")).as(name).containsExactly(POLICY);
          assertThat(headers.allValues("X-Content-Type-Options"))
              .as(name)
              .containsExactly("nosniff");
          assertThat(headers.allValues("X-Frame-Options")).as(name).containsExactly("DENY");
          assertThat(headers.allValues("Referrer-Policy")).as(name).containsExactly("no-referrer");
          assertThat(headers.map()).as(name).doesNotContainKeys("server", "x-powered-by");
        });
  }

  @Test
  void nothingButWhatIsTheSameForAllIsKept() {
    ANSWERS.forEach(
        (name, answer) ->
            assertThat(answer.headers().allValues("Cache-Control"))
                .as(name)
                .singleElement()
                .asString()
                .contains(name.startsWith("/twofold.") ? "max-age=3600" : "no-store"));
  }

  @Test
  void overHttpsItStaysHttps() {
    WebTestClient client = WebTestClient.bindToApplicationContext(GATEWAY.context()).build();

    for (String path : List.of("/login", "/settings", "/api/v1/session", "/twofold.css")) {
      client
          .get()
          .uri("https://login.example.com" + path)
          .exchange()
          .expectHeader()
          .value(
              "Strict-Transport-Security",
              value -> assertThat(value).contains("max-age=31536000", "includeSubDomains"));
    }
  }

  @Test
  void noPageHasAnInlineScriptOrStyle() {
    ANSWERS.forEach(
        (name, answer) -> {
          if (answer.body().contains("<html")) {
            assertThat(answer.body())
                .as(name)
                .doesNotContainPattern("<script(?![^>]* src=\"/)")
                .doesNotContainPattern("<script[^>]*>[^<]")
                .doesNotContainPattern("(?i)<style|\\sstyle=|\\son[a-z]+=|javascript:");
          }
        });
  }

  @Test
  void everyFormCarriesACsrfToken() {
    ANSWERS.forEach(
        (name, answer) -> {
          long forms = answer.body().split("<form ", -1).length - 1L;
          long tokens = answer.body().split("name=\"_csrf\"", -1).length - 1L;
          assertThat(tokens).as(name).isEqualTo(forms);
        });
  }

  @Test
  void everyCookieIsBoundToThisHostAndKeptFromScripts() {
    List<String> cookies =
        ANSWERS.values().stream()
            .flatMap(answer -> answer.headers().allValues("Set-Cookie").stream())
            .toList();

    assertThat(cookies).anyMatch(cookie -> cookie.startsWith("__Host-twofold="));
    assertThat(cookies)
        .allSatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("__Host-")
                    .containsIgnoringCase("; HttpOnly")
                    .contains("; Secure", "; Path=/", "; SameSite=Lax")
                    .doesNotContain("Domain="));
  }

  @Test
  void noOtherSiteIsAllowedToRead() {
    Answer answer =
        new Api(GATEWAY.url(), null).get("/api/v1/session", "Origin", "https://evil.example");

    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase().startsWith("access-control"));
  }

  private static Map<String, Answer> everyKindOfAnswer() {
    Subscriber she = aSubscriber(GATEWAY);
    Subscriber withEmail = aSubscriberWithEmailVerification(GATEWAY);
    Browser stranger = new Browser(GATEWAY);
    Browser browser = new Browser(GATEWAY);
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (String path :
        List.of("/", "/login", "/signup", "/settings", "/login/verify", "/nothing-here")) {
      answers.put("a stranger's " + path, stranger.get(path));
    }
    for (String path : List.of("/twofold.css", "/twofold.js")) {
      answers.put(path, stranger.get(path));
    }
    answers.put("no csrf", stranger.submitAsItIs("/login", Map.of()));
    answers.put("wrong password", stranger.submit("/login", Map.of("email", she.email())));
    answers.put("bad sign-up", stranger.submit("/signup", Map.of("email", "none")));
    answers.put(
        "sign-up",
        stranger.submit(
            "/signup", Map.of("email", "x" + she.email(), "password", "a long password")));
    browser.get("/login");
    answers.put(
        "log-in",
        browser.submit("/login", Map.of("email", she.email(), "password", she.password())));
    answers.put("settings", browser.get("/settings"));
    answers.put("log-out", browser.submit("/logout", Map.of()));
    Browser second = Browser.loggedIn(withEmail);
    answers.put("verify", second.get("/login/verify"));
    answers.put("wrong code", second.submit("/login/verify", Map.of("code", "999999")));
    answers.put("delivery", second.get("/login/verify/delivery"));
    Api api = she.api();
    answers.put("health", api.get("/actuator/health/liveness"));
    answers.put("api 200", she.logIn());
    answers.put("api session", she.session(answers.get("api 200").session()));
    answers.put("api 401", api.get("/api/v1/session"));
    answers.put("api 400", api.post("/api/v1/logins", "{"));
    answers.put("api 404", api.get("/api/v1/nothing-here"));
    answers.put("api 405", api.get("/api/v1/logins"));
    answers.put("api 413", api.post("/api/v1/logins", "x".repeat(20_000)));
    answers.put("api 415", api.post("/api/v1/logins", "x", "Content-Type", "text/plain"));
    return answers;
  }
}
