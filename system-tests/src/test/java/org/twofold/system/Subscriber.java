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
    return aSubscriberWithEmailVerification(stack, "en");
  }

  static Subscriber aSubscriberWithEmailVerification(Stack.Running stack, String language) {
    Subscriber she = aSubscriber(stack, language);
    assertThat(she.turnEmailVerification(true, she.sessionToken()).status()).isEqualTo(200);
    return she;
  }

  /** Somebody whose account came from elsewhere. */
  static Subscriber whoIsThere(Stack.Running stack, String email) {
    return new Subscriber(stack, email);
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
    return verify(login, "EMAIL", code);
  }

  Answer verify(Answer login, String method, String code) {
    return api.post(
        path(login) + "/verification",
        Map.of("method", method, "code", code),
        login.text("loginToken"));
  }

  /** Asks for a code again, or by another method. */
  Answer challenge(Answer login, String method) {
    return api.post(
        path(login) + "/challenges", Map.of("method", method), login.text("loginToken"));
  }

  /** Where a login stands. */
  Answer look(Answer login) {
    return api.get(path(login), login.text("loginToken"));
  }

  static String path(Answer login) {
    return "/api/v1/logins/" + login.text("loginId");
  }

  /** The session of a token, or its login. */
  static String sessionId(String token) {
    return token.substring(0, token.indexOf('.'));
  }

  /** Begins to prove a session again. */
  Answer proveAgain(String token) {
    return api.post("/api/v1/session/reauthentication", Map.of("password", PASSWORD), token);
  }

  Settings settings(String token) {
    return new Settings(this, token);
  }

  Answer turnEmailVerification(boolean on, String token) {
    return settings(token).toggle(on, false, false);
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
