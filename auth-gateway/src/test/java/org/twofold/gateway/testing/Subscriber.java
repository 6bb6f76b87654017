package org.twofold.gateway.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.AddressBook;
import org.twofold.gateway.account.Authenticator;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.account.Phone;
import org.twofold.gateway.account.PhoneNumber;
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
    return verifies(login, "EMAIL", code);
  }

  public Answer verifies(Answer login, String method, String code) {
    return api()
        .with(login.text("loginToken"))
        .post(
            "/api/v1/logins/" + login.text("loginId") + "/verification",
            Map.of("method", method, "code", code));
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

  /** Also has a number and an authenticator, as if she had set them up, and what she wishes on. */
  public Subscriber with(boolean emailOn, boolean smsOn, boolean totpOn) {
    Instant now = gateway.clock().instant();
    AddressBook addresses = gateway.bean(AddressBook.class);
    PhoneNumber number = PhoneNumber.parse("+33612345678", null).orElseThrow();
    gateway
        .bean(Accounts.class)
        .change(
            account().id(),
            account ->
                Optional.of(
                    new Accounts.Change(
                        account
                            .edit()
                            .phone(new Phone(addresses.seal(account.id(), number), now))
                            .authenticators(
                                List.of(new Authenticator(EventIds.next(), "Phone", now)))
                            .on(emailOn, smsOn, totpOn)
                            .done(),
                        List.of())))
        .block();
    return this;
  }

  /** Her account as it stands. */
  public Account account() {
    return requireNonNull(
        gateway
            .bean(Accounts.class)
            .findByAddress(EmailAddress.parse(email).orElseThrow())
            .block());
  }

  /** The same with another password. */
  public Subscriber knowing(String other) {
    return new Subscriber(gateway, email, other);
  }

  public Answer asksForAReset() {
    return api().post("/api/v1/password-resets", Map.of("email", email));
  }

  public Answer resets(Answer asked, String code, String newPassword) {
    return api()
        .post(
            "/api/v1/password-resets/" + asked.text("id") + "/verification",
            Map.of("code", code, "newPassword", newPassword));
  }

  public Answer session(String token) {
    return api().with(token).get("/api/v1/session");
  }

  private Map<String, String> credentials(String typed) {
    return Map.of("email", email, "password", typed);
  }
}
