package org.twofold.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.twofold.messaging.EventIds;

/** Somebody with an account, and what she does over the API. */
public record Subscriber(GatewayUnderTest gateway, String email, String password) {

  public static final String SECURITY = "/api/v1/settings/security";

  /** Nobody yet. */
  public static Subscriber aStranger(GatewayUnderTest gateway) {
    return new Subscriber(
        gateway, "s" + EventIds.next().toLowerCase() + "@example.com", "a long password of hers");
  }

  public static Subscriber aSubscriber(GatewayUnderTest gateway) {
    Subscriber she = aStranger(gateway);
    String accountId = she.signUp().text("accountId");
    assertThat(she.proves(accountId, MfaStandIn.RIGHT).status()).isEqualTo(201);
    return she;
  }

  public static Subscriber aSubscriberWithEmailVerification(GatewayUnderTest gateway) {
    Subscriber she = aSubscriber(gateway);
    assertThat(she.turnsEmailVerification(true, she.logIn().session()).status()).isEqualTo(200);
    return she;
  }

  /** The same on another instance. */
  public Subscriber at(GatewayUnderTest other) {
    return new Subscriber(other, email, password);
  }

  public Api api() {
    return new Api(gateway.url(), null);
  }

  public Answer signUp() {
    return api().post("/api/v1/accounts", credentials(password));
  }

  public Answer proves(String accountId, String code) {
    return api().post("/api/v1/accounts/" + accountId + "/verification", Map.of("code", code));
  }

  public Answer logIn() {
    return logIn(password);
  }

  public Answer logIn(String typed) {
    return api().post("/api/v1/logins", credentials(typed));
  }

  public Answer verifies(Answer login, String code) {
    return api()
        .with(login.text("loginToken"))
        .post(
            "/api/v1/logins/" + login.text("loginId") + "/verification",
            Map.of("method", "EMAIL", "code", code));
  }

  public Answer sendsAgain(Answer login) {
    return api()
        .with(login.text("loginToken"))
        .post("/api/v1/logins/" + login.text("loginId") + "/challenges", Map.of("method", "EMAIL"));
  }

  public Answer looksAt(Answer login) {
    return api().with(login.text("loginToken")).get("/api/v1/logins/" + login.text("loginId"));
  }

  public Answer turnsEmailVerification(boolean on, String session) {
    String etag = api().with(session).get("/api/v1/settings").header("ETag");
    return api()
        .with(session)
        .put(
            SECURITY,
            Map.of("email", on, "sms", false, "totp", false),
            "If-Match",
            String.valueOf(etag));
  }

  public Answer session(String token) {
    return api().with(token).get("/api/v1/session");
  }

  private Map<String, String> credentials(String typed) {
    return Map.of("email", email, "password", typed);
  }
}
