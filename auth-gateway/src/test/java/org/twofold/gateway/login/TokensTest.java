package org.twofold.gateway.login;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;
import static org.twofold.gateway.testing.Subscriber.aSubscriberWithEmailVerification;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Browser;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;

/** A token is new at each step, the one before it is dead, and the database has neither. */
@Tag("E1")
class TokensTest {

  private final GatewayUnderTest gateway = GatewayUnderTest.shared();

  @BeforeEach
  void atNine() {
    gateway.clock().set(SettableClock.NINE);
  }

  @Test
  void theTokenIsNewAfterTheCodeAndTheOldOneIsDead() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Answer login = she.logIn();
    assertThat(she.looksAt(login).status()).isEqualTo(200);
    Answer complete = she.verifies(login, RIGHT);

    assertThat(complete.session()).isNotEqualTo(login.text("loginToken"));
    assertThat(she.looksAt(login).status()).isEqualTo(401);
    assertThat(she.verifies(login, RIGHT).status()).isEqualTo(401);
    assertThat(she.sendsAgain(login).status()).isEqualTo(401);
    assertThat(she.session(login.text("loginToken")).status()).isEqualTo(401);
    assertThat(she.session(complete.session()).status()).isEqualTo(200);
    assertThat(complete.text("loginToken")).isEmpty();
  }

  @Test
  void aLoginTokenOpensNoSessionAndASessionsTokenNoLogin() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Answer login = she.logIn();
    assertThat(she.session(login.text("loginToken")).status()).isEqualTo(401);
    String session = she.verifies(login, RIGHT).session();

    assertThat(she.api().with(session).get("/api/v1/logins/" + login.text("loginId")).status())
        .isEqualTo(401);
  }

  @Test
  void theTokenIsGivenOutOnce() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Answer login = she.logIn();

    assertThat(she.looksAt(login).body()).doesNotContain("loginToken", secret(login));
    gateway.clock().forward(Duration.ofSeconds(30));
    assertThat(she.sendsAgain(login).body()).doesNotContain("loginToken", secret(login));
  }

  /** Session fixation: what a browser had before is not what it has after. */
  @Test
  void aBrowserGetsANewCookieAtEachStepWhateverItCameWith() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Subscriber attacker = aSubscriberWithEmailVerification(gateway);
    Set<String> seen = new HashSet<>();
    String planted = attacker.logIn().text("loginToken");
    seen.add(planted);
    Browser browser = Browser.with(gateway, planted);
    browser.get("/login");
    assertThat(seen.add(browser.cookie())).isFalse();
    browser.submit("/login", Map.of("email", she.email(), "password", she.password()));
    String afterPassword = browser.cookie();
    assertThat(seen.add(afterPassword)).isTrue();
    browser.get("/login/verify");
    browser.submit("/login/verify", Map.of("code", RIGHT));
    String afterCode = browser.cookie();
    assertThat(seen.add(afterCode)).isTrue();

    assertThat(browser.get("/settings").body()).contains(she.email());
    for (String before : List.of(planted, afterPassword)) {
      assertThat(Browser.with(gateway, before).get("/settings").status()).isEqualTo(303);
    }
    browser.submit("/logout", Map.of());
    assertThat(browser.cookie()).isEmpty();
    assertThat(Browser.with(gateway, afterCode).get("/settings").status()).isEqualTo(303);
  }

  @Test
  @Tag("G1")
  void theDatabaseHasNoTokenPasswordAddressOrCode() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Answer pending = she.logIn();
    Answer login = she.logIn();
    String session = she.verifies(login, RIGHT).session();
    Subscriber unproven = Subscriber.aStranger(gateway);
    unproven.signUp();
    String dump = dump();

    assertThat(dump).contains(pending.text("loginId"));
    for (String secret :
        List.of(
            secret(pending),
            secret(login),
            session.substring(session.indexOf('.') + 1),
            she.password(),
            she.email(),
            unproven.email())) {
      assertThat(dump).doesNotContain(secret);
    }
  }

  @Test
  void anEndedSessionKeepsNoHash() {
    Subscriber she = aSubscriber(gateway);
    String token = she.logIn().session();
    she.api().with(token).delete("/api/v1/session");

    assertThat(gateway.stored("logins", token.substring(0, token.indexOf('.'))))
        .doesNotContainKey("tokenHash");
  }

  private String dump() {
    StringBuilder dump = new StringBuilder();
    for (String collection : List.of("accounts", "registrations", "logins")) {
      for (Document document : gateway.stored(collection)) {
        byte[] bytes = new RawBsonDocument(document, new DocumentCodec()).getByteBuffer().array();
        dump.append(new String(bytes, ISO_8859_1)).append(document.toJson());
      }
    }
    return dump.toString();
  }

  private static String secret(Answer login) {
    String token = login.text("loginToken");
    return token.substring(token.indexOf('.') + 1);
  }
}
