package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.system.Refusal.bad;
import static org.twofold.system.Refusal.noSession;
import static org.twofold.system.Refusal.row;
import static org.twofold.system.Subscriber.aSubscriber;
import static org.twofold.system.Subscriber.aSubscriberWithEmailVerification;
import static org.twofold.system.Subscriber.sessionId;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.twofold.system.Api.Answer;

/** Every refusal of a login and a session that leaves no trace, as the contract has it. */
@ExtendWith(Stack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsIT {

  private static final String LARGE = "\"" + "x".repeat(17_000) + "\"";

  private final Subscriber she;
  private final String token;
  private final Answer pending;
  private final Answer foreign;
  private final Subscriber other;
  private final String otherToken;

  RefusalsIT(Stack.Running stack) {
    she = aSubscriber(stack);
    token = she.sessionToken();
    pending = aSubscriberWithEmailVerification(stack).logIn();
    foreign = aSubscriberWithEmailVerification(stack).logIn();
    other = aSubscriber(stack);
    otherToken = other.sessionToken();
  }

  Stream<Refusal> everywhere() {
    String logins = "POST /api/v1/logins";
    return Stream.of(
        row("GET /api/v1/logins", null, null, 405, "method-not-allowed", ""),
        row("GET /api/v1/nothing-here", null, token, 404, "not-found", ""),
        new Refusal(
            "GET /api/v1/session",
            null,
            token,
            Map.of("Accept", "text/csv"),
            406,
            "not-acceptable",
            ""),
        row(logins, LARGE, null, 413, "too-large", ""),
        new Refusal(logins, LARGE, null, Map.of("Idempotency-Key", "k"), 413, "too-large", ""),
        bad(logins, "{", null, "body"),
        bad(logins, Map.of("email", 1, "password", "x"), null, "email"),
        bad(logins, Map.of("email", List.of("a@b.cd"), "password", "x"), null, "email"),
        bad(logins, Map.of("email", Map.of("$ne", ""), "password", "x"), null, "email"),
        bad(logins, Map.of("password", "x"), null, "email"),
        bad(logins, Map.of("email", "a@b.cd", "password", "x", "more", 1), null, "more"),
        bad(logins, Map.of("email", "a@b.cd", "password", "x".repeat(129)), null, "password"),
        new Refusal(
            logins,
            Map.of("email", "a@b.cd", "password", "x"),
            null,
            Map.of("Idempotency-Key", "two words"),
            400,
            "invalid-request",
            "Idempotency-Key"),
        noSession("GET /api/v1/session", null),
        noSession("GET /api/v1/session", "x"),
        noSession("GET /api/v1/session", token + "x"),
        noSession("GET /api/v1/session", pending.text("loginToken")),
        noSession("GET /api/v1/sessions", pending.text("loginToken")),
        noSession("GET /api/v1/settings", pending.text("loginToken")),
        noSession("GET /api/v1/activity", null));
  }

  Stream<Refusal> loggingIn() {
    String logins = "POST /api/v1/logins";
    String hers = Subscriber.path(pending);
    String loginToken = pending.text("loginToken");
    String others = Subscriber.path(foreign);
    Map<String, String> code = Map.of("method", "EMAIL", "code", "123456");
    Map<String, String> email = Map.of("method", "EMAIL");
    return Stream.of(
        wrong(logins, she.email(), "x"),
        wrong(logins, she.email(), "x".repeat(128)),
        wrong(logins, "nobody@example.com", Subscriber.PASSWORD),
        noSession("GET " + hers, null),
        noSession("GET " + hers + "/events", loginToken + "x"),
        noSession("GET /api/v1/logins/" + sessionId(token), token),
        row("GET " + others, null, loginToken, 404, "not-found", ""),
        row("GET " + others + "/events", null, loginToken, 404, "not-found", ""),
        row("POST " + others + "/challenges", email, loginToken, 404, "not-found", ""),
        row("POST " + others + "/verification", code, loginToken, 404, "not-found", ""),
        row("POST " + hers + "/challenges", email, loginToken, 429, "too-many-messages", "30"),
        bad("POST " + hers + "/challenges", Map.of(), loginToken, "method"),
        bad("POST " + hers + "/challenges", Map.of("method", "PUSH"), loginToken, "method"),
        bad("POST " + hers + "/challenges", Map.of("method", "SMS"), loginToken, "method"),
        bad("POST " + hers + "/verification", email, loginToken, "code"),
        bad(
            "POST " + hers + "/verification",
            Map.of("method", "EMAIL", "code", "12345"),
            loginToken,
            "code"),
        bad(
            "POST " + hers + "/verification",
            Map.of("method", "TOTP", "code", "123456"),
            loginToken,
            "method"),
        row(
            "POST /api/v1/session/reauthentication",
            Map.of("password", "x"),
            token,
            401,
            "invalid-credentials",
            ""),
        bad("POST /api/v1/session/reauthentication", Map.of(), token, "password"),
        row("DELETE /api/v1/sessions/" + sessionId(otherToken), null, token, 404, "not-found", ""),
        row("DELETE /api/v1/sessions/unknown", null, token, 404, "not-found", ""));
  }

  private static Refusal wrong(String request, String email, String password) {
    Map<String, String> body = Map.of("email", email, "password", password);
    return row(request, body, null, 401, "invalid-credentials", "");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"everywhere", "loggingIn"})
  @Tag("C5")
  void isRefusedAsTheContractSays(Refusal refusal) {
    refusal.assertInBothLanguages(she.api());
  }

  @AfterAll
  void nobodyWasLoggedOut() {
    assertThat(she.api().get("/api/v1/session", token).status()).isEqualTo(200);
    assertThat(other.api().get("/api/v1/session", otherToken).status()).isEqualTo(200);
    assertThat(she.api().get(Subscriber.path(foreign), foreign.text("loginToken")).status())
        .isEqualTo(200);
  }
}
