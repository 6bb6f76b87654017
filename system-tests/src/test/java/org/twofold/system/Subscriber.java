package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.twofold.system.Api.Answer;

/** A person who signed up, and what she does. */
final class Subscriber {

  static final String PASSWORD = "correct-horse-battery";

  private final Api api;
  private final Mailbox mailbox;
  private final String email;

  private Subscriber(Stack.Running stack, String email) {
    this.api = new Api(stack.gateway());
    this.mailbox = new Mailbox(stack.inbox());
    this.email = email;
  }

  /** Somebody new, her address proven, without a second factor. */
  static Subscriber aSubscriber(Stack.Running stack) {
    return aSubscriber(stack, "en");
  }

  /** Somebody new who reads that language. */
  static Subscriber aSubscriber(Stack.Running stack, String language) {
    Subscriber she = new Subscriber(stack, newAddress());
    Instant start = now();
    Answer registration = she.signUp(language);
    assertThat(registration.status()).isEqualTo(202);
    Answer verified =
        she.api.post(
            "/api/v1/accounts/" + registration.text("accountId") + "/verification",
            Map.of("code", she.mailbox.awaitCode(she.email, start)),
            null);
    assertThat(verified.status()).isEqualTo(201);
    return she;
  }

  /** Somebody with Email Verification on. */
  static Subscriber aSubscriberWithEmailVerification(Stack.Running stack) {
    Subscriber she = aSubscriber(stack);
    assertThat(she.turnEmailVerification(true, she.sessionToken()).status()).isEqualTo(200);
    return she;
  }

  static String newAddress() {
    return "s-" + UUID.randomUUID() + "@example.com";
  }

  /** The inbox keeps milliseconds, and the clock is the same machine's. */
  static Instant now() {
    return Instant.now().minusMillis(1);
  }

  String email() {
    return email;
  }

  Answer signUp() {
    return signUp("en");
  }

  private Answer signUp(String language) {
    return api.post(
        "/api/v1/accounts", Map.of("email", email, "password", PASSWORD, "locale", language), null);
  }

  Answer logIn() {
    return logIn(PASSWORD);
  }

  Answer logIn(String password) {
    return api.post("/api/v1/logins", Map.of("email", email, "password", password), null);
  }

  /** A token of a session by password alone. */
  String sessionToken() {
    Answer login = logIn();
    assertThat(login.text("status")).isEqualTo("COMPLETE");
    return login.body().path("session").path("token").asString("");
  }

  /** A token of a session by password and the mailed code. */
  String sessionTokenByEmail() {
    Instant start = now();
    Answer login = logIn();
    assertThat(login.status()).isEqualTo(200);
    Answer done = verify(login, mailbox.awaitCode(email, start));
    assertThat(done.status()).isEqualTo(200);
    return done.body().path("session").path("token").asString("");
  }

  Answer verify(Answer login, String code) {
    return verify(login.text("loginId"), login.text("loginToken"), code);
  }

  Answer verify(String loginId, String loginToken, String code) {
    return api.post(
        "/api/v1/logins/" + loginId + "/verification",
        Map.of("method", "EMAIL", "code", code),
        loginToken);
  }

  Answer turnEmailVerification(boolean on, String token) {
    String etag = api.get("/api/v1/settings", token).header("ETag");
    assertThat(etag).isNotNull();
    return api.put(
        "/api/v1/settings/security",
        Map.of("email", on, "sms", false, "totp", false),
        token,
        Map.of("If-Match", String.valueOf(etag)));
  }

  String awaitCode(Instant since) {
    return mailbox.awaitCode(email, since);
  }

  Mailbox mailbox() {
    return mailbox;
  }

  Api api() {
    return api;
  }
}
