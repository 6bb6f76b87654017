package org.twofold.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;
import static org.twofold.gateway.testing.Subscriber.aSubscriberWithEmailVerification;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.function.SingletonSupplier;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Api;
import org.twofold.gateway.testing.Browser;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Routes;
import org.twofold.gateway.testing.Routes.Route;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;

/** Who gets where: every route that there is, with every credential that does not open it. */
class RoutesTest {

  /** What a stranger may call. */
  private static final Set<String> PUBLIC_API =
      Set.of(
          "POST /api/v1/accounts",
          "POST /api/v1/accounts/{accountId}/verification",
          "POST /api/v1/logins",
          "POST /api/v1/password-resets",
          "POST /api/v1/password-resets/{id}/verification");

  /** The contract itself. */
  private static final Pattern DOCUMENT =
      Pattern.compile("GET /api/v1/openapi.*|GET /v3/api-docs.*");

  /** What a stranger may see and send; the rest leads to the login. */
  private static final Set<String> PUBLIC_PAGES =
      Set.of(
          "GET /login",
          "POST /login",
          "GET /signup",
          "POST /signup",
          "POST /signup/verify",
          "GET /password-reset",
          "POST /password-reset",
          "POST /password-reset/code",
          "GET /link/{token}",
          "POST /link/{token}");

  private static final GatewayUnderTest GATEWAY = GatewayUnderTest.shared();
  private static final Supplier<Subscriber> SHE = SingletonSupplier.of(() -> aSubscriber(GATEWAY));
  private static final Supplier<Subscriber> WITH_EMAIL =
      SingletonSupplier.of(() -> aSubscriberWithEmailVerification(GATEWAY));

  @BeforeEach
  void atNine() {
    GATEWAY.clock().set(SettableClock.NINE);
  }

  static Stream<Route> api() {
    return routes(
        route ->
            !route.isPage()
                && !PUBLIC_API.contains(route.toString())
                && !DOCUMENT.matcher(route.toString()).matches());
  }

  static Stream<Route> pages() {
    return routes(route -> route.isPage() && !PUBLIC_PAGES.contains(route.toString()));
  }

  @Test
  void theRoutesThatAreListedAsPublicAreThere() {
    assertThat(Routes.of(GATEWAY))
        .extracting(Route::toString)
        .containsAll(PUBLIC_PAGES)
        .contains("POST /api/v1/logins", "GET /settings", "PUT /api/v1/settings/security");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("api")
  @Tag("B10")
  void theApiOpensForNobodyWithoutATokenOfItsOwn(Route route) {
    Subscriber she = SHE.get();
    String session = she.logIn().session();
    String cookie = Browser.COOKIE + "=" + session + "; twofold=" + session;

    assertThat(call(she.api(), route).status()).as("%s", route).isEqualTo(401);
    assertThat(call(she.api(), route, "Cookie", cookie).status()).isEqualTo(401);
    for (String scheme : List.of("Basic ", "Bearer", "Bearer\t", "Token ", "")) {
      assertThat(call(she.api(), route, "Authorization", scheme + session).status())
          .as(scheme)
          .isEqualTo(401);
    }
    assertThat(call(she.api(), route, "Authorization", "Bearer " + session + "x").status())
        .isEqualTo(401);
    assertThat(call(she.api(), withQuery(route, session)).status()).isEqualTo(401);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("api")
  @Tag("B10")
  void theApiOpensForNobodyBeforeTheSecondFactor(Route route) {
    Subscriber she = WITH_EMAIL.get();
    Answer login = she.logIn();

    assertThat(call(she.api().with(login.text("loginToken")), route).status()).isIn(401, 403, 404);
    Answer unknown = call(she.api().with("zu_AlLJRrU8m7CbFk91PJw." + "A".repeat(43)), route);
    assertThat(unknown.status()).as("%s %s", route, unknown.body()).isIn(401, 403);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  @Tag("B10")
  void aPageLeadsAStrangerToTheLogin(Route route) {
    Subscriber she = SHE.get();
    Browser stranger = new Browser(GATEWAY);

    assertLeadsToLogin(visit(stranger, route));
    assertLeadsToLogin(visit(stranger, route, "Authorization", "Bearer " + she.logIn().session()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  @Tag("B10")
  void aPageLeadsHerToTheLoginBeforeTheSecondFactor(Route route) {
    if (route.pattern().startsWith("/login/verify")) {
      return;
    }
    Browser she = Browser.loggedIn(WITH_EMAIL.get());

    assertThat(she.cookie()).isNotEmpty();
    assertLeadsToLogin(visit(she, route));
  }

  @Test
  @Tag("C5")
  void noFormIsTakenWithoutItsToken() {
    Browser she = Browser.loggedIn(aSubscriber(GATEWAY));
    she.get("/settings");
    Browser other = new Browser(GATEWAY);
    other.get("/login");
    List<Map<String, String>> forgeries =
        List.of(Map.of(), Map.of("_csrf", ""), Map.of("_csrf", "x"), Map.of("_csrf", other.csrf()));
    String before = everything();

    assertThat(routes(route -> route.isPage() && route.changes()))
        .hasSizeGreaterThan(5)
        .allSatisfy(
            form -> {
              for (Map<String, String> forged : forgeries) {
                assertThat(she.submitAsItIs(form.path(), forged).status()).isEqualTo(403);
              }
              assertThat(new Browser(GATEWAY).submitAsItIs(form.path(), Map.of()).status())
                  .isEqualTo(403);
              String inUrl = form.path() + "?_csrf=" + other.csrf();
              assertThat(she.submitAsItIs(inUrl, Map.of()).status()).isEqualTo(403);
            });
    assertThat(everything()).isEqualTo(before);
    assertThat(she.get("/settings").status()).isEqualTo(200);
  }

  @Test
  @Tag("C5")
  void aGetChangesNothing() {
    Subscriber she = aSubscriber(GATEWAY);
    Browser browser = Browser.loggedIn(she);
    Api api = she.api().with(she.logIn().session());
    String before = everything();

    assertThat(routes(route -> !route.changes()))
        .hasSizeGreaterThan(5)
        .allSatisfy(
            get -> {
              browser.get(get.path());
              browser.get(get.path() + "?email=true&version=1&_method=DELETE");
              call(api, get);
              call(api, get, "X-HTTP-Method-Override", "DELETE");
            });
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  @Tag("C5")
  void anothersLoginIsNotThere() {
    Subscriber she = aSubscriberWithEmailVerification(GATEWAY);
    Subscriber other = aSubscriberWithEmailVerification(GATEWAY);
    Answer hers = she.logIn();
    Answer others = other.logIn();
    Api api = she.api().with(hers.text("loginToken"));
    String foreign = "/api/v1/logins/" + others.text("loginId");

    assertThat(api.get(foreign).problem()).isEqualTo("not-found");
    assertThat(api.post(foreign + "/challenges", Map.of("method", "EMAIL")).problem())
        .isEqualTo("not-found");
    assertThat(
            api.post(foreign + "/verification", Map.of("method", "EMAIL", "code", "012345"))
                .problem())
        .isEqualTo("not-found");
  }

  private static Stream<Route> routes(Predicate<Route> which) {
    return Routes.of(GATEWAY).stream()
        .filter(route -> !route.pattern().startsWith("/actuator"))
        .filter(which);
  }

  private static Route withQuery(Route route, String token) {
    return new Route(route.method(), route.path() + "?access_token=" + token);
  }

  /** With every field that is asked for before the token is looked at. */
  private static Answer call(Api api, Route route, String... headers) {
    Map<String, Object> fields = new HashMap<>();
    Answer answer = send(api, route, fields, headers);
    while (answer.status() == 400
        && fields.putIfAbsent(answer.field(), value(answer.field())) == null) {
      answer = send(api, route, fields, headers);
    }
    return answer;
  }

  private static Answer send(Api api, Route route, Map<String, Object> fields, String... headers) {
    Answer answer =
        api.send(route.method(), route.path(), route.changes() ? fields : null, headers);
    if (answer.status() != 415) {
      return answer;
    }
    String[] asForm = Arrays.copyOf(headers, headers.length + 2);
    asForm[headers.length] = "Content-Type";
    asForm[headers.length + 1] =
        route.pattern().contains("/import")
            ? "application/x-ndjson"
            : "application/x-www-form-urlencoded";
    return api.send(route.method(), route.path(), "token=x", asForm);
  }

  private static Object value(String field) {
    return switch (field) {
      case "method" -> "EMAIL";
      case "code" -> "012345";
      case "locale" -> "en";
      case "timeZone" -> "UTC";
      case "email", "address" -> "stranger@example.com";
      case "number" -> "+33612345678";
      case "email,sms,totp" -> true;
      default -> "a text that is long enough";
    };
  }

  private static Answer visit(Browser browser, Route route, String... headers) {
    if (!route.changes()) {
      return browser.get(route.path(), headers);
    }
    browser.get("/login");
    return browser.submitAsItIs(
        route.path(), Map.of("_csrf", browser.csrf(), "email", "true", "version", "1"), headers);
  }

  private static void assertLeadsToLogin(Answer answer) {
    assertThat(answer.status()).isIn(303, 302, 401);
    if (answer.status() != 401) {
      assertThat(answer.header("Location")).matches("/login(\\?.*)?");
    }
  }

  /** What the database holds, but for the relay's own notes. */
  private static String everything() {
    TreeMap<String, String> all = new TreeMap<>();
    for (String collection : List.of("accounts", "registrations", "resets", "logins")) {
      GATEWAY
          .stored(collection)
          .forEach(document -> all.put(document.getString("_id"), document.toJson()));
    }
    return all.toString();
  }
}
