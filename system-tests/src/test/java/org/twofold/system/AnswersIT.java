package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.system.Refusal.assertProblem;
import static org.twofold.system.Settings.SECURITY;
import static org.twofold.system.Settings.aNumber;
import static org.twofold.system.Subscriber.aSubscriber;
import static org.twofold.system.Subscriber.aSubscriberWithEmailVerification;
import static org.twofold.system.Subscriber.now;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.twofold.system.Api.Answer;
import tools.jackson.databind.JsonNode;

/** What the contract answers where nothing is wrong, member by member, and tries that count. */
@ExtendWith(Stack.class)
class AnswersIT {

  private final Stack.Running stack;

  AnswersIT(Stack.Running stack) {
    this.stack = stack;
  }

  @Test
  void aLoginHasTheMembersOfTheContractAndNoOthers() {
    Subscriber she = aSubscriberWithEmailVerification(stack);
    Instant start = now();
    Answer login = she.logIn();
    assertMembers(
        login.body(), "loginId", "loginToken", "status", "method", "methods", "challenge");
    assertMembers(login.body().at("/methods/0"), "method", "hint");
    assertMembers(login.body().path("challenge"), "expiresAt", "resendAt", "delivery");
    assertThat(at(login, "/challenge/expiresAt"))
        .isBetween(start.plusSeconds(290), now().plusSeconds(301));
    assertThat(at(login, "/challenge/resendAt"))
        .isBetween(start.plusSeconds(29), now().plusSeconds(31));
    assertMembers(she.look(login).body(), "loginId", "status", "method", "methods", "challenge");

    Answer done = she.verify(login, she.awaitCode(start));
    assertMembers(done.body(), "loginId", "status", "session");
    assertMembers(done.body().path("session"), "token", "expiresAt", "aal", "amr");
    assertThat(done.text("status")).isEqualTo("COMPLETE");
    assertThat(at(done, "/session/expiresAt"))
        .isBetween(start.plusSeconds(86_390), now().plusSeconds(86_401));
    assertProblem(she.look(login), 401, "no-session");
    assertProblem(she.challenge(login, "EMAIL"), 401, "no-session");
  }

  @Test
  void whoeverWaitsHearsOfEveryStepUntilItIsComplete() throws Exception {
    Subscriber she = aSubscriberWithEmailVerification(stack);
    Instant start = now();
    Answer login = she.logIn();

    try (EventStream events =
        new EventStream(
            stack.gateway() + Subscriber.path(login) + "/events", login.text("loginToken"))) {
      assertThat(events.type()).startsWith("text/event-stream");
      JsonNode first = events.next("login");
      assertMembers(first, "loginId", "status", "method", "methods", "challenge");
      assertThat(she.verify(login, she.awaitCode(start)).status()).isEqualTo(200);

      JsonNode last = events.last("login");
      assertThat(last.path("status").asString("")).isEqualTo("COMPLETE");
      assertMembers(last, "loginId", "status");
    }
  }

  @Test
  void aSessionIsShownListedProvenAgainAndEnded() {
    Subscriber she = aSubscriber(stack);
    String token = she.sessionToken();
    String other = she.sessionToken();
    Answer session = she.api().get("/api/v1/session", token);
    assertMembers(
        session.body(),
        "email",
        "locale",
        "timeZone",
        "aal",
        "amr",
        "authenticatedAt",
        "expiresAt");
    JsonNode listed = she.api().get("/api/v1/sessions", token).body().path("sessions").path(1);
    assertThat(listed.propertyNames())
        .contains("id", "current", "authenticatedAt", "lastSeenAt")
        .isSubsetOf("id", "current", "device", "place", "authenticatedAt", "lastSeenAt");

    Answer again = she.proveAgain(token);
    assertMembers(again.body(), "loginId", "status", "session");
    String renewed = again.body().at("/session/token").asString("");
    assertProblem(she.api().get("/api/v1/session", token), 401, "no-session");
    Answer proven = she.api().get("/api/v1/session", renewed);
    assertThat(at(proven, "/authenticatedAt")).isAfter(at(session, "/authenticatedAt"));

    String path = "/api/v1/sessions/" + listed.path("id").asString("");
    assertThat(she.api().delete(path, renewed).status()).isEqualTo(204);
    assertProblem(she.api().get("/api/v1/session", other), 401, "no-session");
    assertProblem(she.api().delete(path, renewed), 404, "not-found");
    assertThat(she.api().delete("/api/v1/session", renewed).status()).isEqualTo(204);
    assertProblem(she.api().delete("/api/v1/session", renewed), 401, "no-session");
  }

  @Test
  void settingsHaveTheMembersOfTheContractAndAnEtagOfTheirVersion() {
    Settings hers = settingsOf(aSubscriber(stack));
    Answer before = hers.read();
    assertMembers(before.body(), "email", "locale", "timeZone", "security");
    JsonNode security = before.body().path("security");
    assertMembers(security, "email", "sms", "totp", "backupCodes");
    assertMembers(security.path("email"), "enabled", "address");
    assertMembers(security.path("sms"), "enabled", "verified", "number");
    assertThat(security.at("/sms/number").isNull()).isTrue();
    assertMembers(security.path("totp"), "enabled", "verified", "authenticators");
    assertMembers(security.path("backupCodes"), "remaining");

    Answer profile =
        hers.put(Settings.PATH + "/profile", Map.of("locale", "fr", "timeZone", "Europe/Paris"));
    assertThat(profile.status()).isEqualTo(200);
    assertThat(profile.text("timeZone")).isEqualTo("Europe/Paris");
    assertThat(profile.header("ETag")).isNotNull().isNotEqualTo(before.header("ETag"));
    assertThat(hers.read().header("ETag")).isEqualTo(profile.header("ETag"));
    assertThat(hers.toggle(true, false, false).header("ETag")).isNotEqualTo(profile.header("ETag"));
  }

  @Test
  void aNumberAndAnAddressTakeFiveTriesEach() {
    Subscriber she = aSubscriber(stack);
    Settings hers = settingsOf(she);
    Instant start = now();
    String number = aNumber();
    Answer phone = hers.askForNumber(number);
    assertMembers(phone.body(), "phoneId", "expiresAt", "resendAt");
    String code = she.mailbox().awaitText(number, start);
    assertFiveTries(hers, SECURITY + "/phone/" + phone.text("phoneId"), code);
    assertThat(hers.read().body().at("/security/sms/verified").asBoolean()).isFalse();

    String address = Subscriber.newAddress();
    Answer email = hers.askForAddress(address);
    assertMembers(email.body(), "emailId", "expiresAt", "resendAt");
    assertFiveTries(
        hers,
        Settings.PATH + "/email/" + email.text("emailId"),
        she.mailbox().awaitCode(address, start));
    assertThat(hers.read().text("email")).isEqualTo(she.email());
  }

  @Test
  void anAuthenticatorTakesFiveTriesAndIsReplacedOnlyOnceTheNewOneIsProven() {
    Subscriber she = aSubscriber(stack);
    Settings hers = settingsOf(she);
    Answer setup = hers.setUpTotp(Map.of("name", "Phone"));
    assertMembers(setup.body(), "totpId", "secret", "uri", "qrSvg", "expiresAt");
    assertThat(setup.header("Cache-Control")).contains("no-store");
    Authenticator app = new Authenticator(setup.text("secret"));
    assertThat(hers.confirmTotp(setup, app.code(0)).status()).isEqualTo(200);

    Answer next = hers.setUpTotp(Map.of("name", "Next", "replaces", setup.text("totpId")));
    assertFiveTries(
        hers,
        SECURITY + "/totp/" + next.text("totpId"),
        new Authenticator(next.text("secret")).code(0));
    assertThat(names(hers)).containsExactly("Phone");
    Answer last = hers.setUpTotp(Map.of("name", "Last", "replaces", setup.text("totpId")));
    Authenticator replacement = new Authenticator(last.text("secret"));
    assertThat(hers.confirmTotp(last, replacement.code(0)).status()).isEqualTo(200);
    assertThat(names(hers)).containsExactly("Last");
  }

  @Test
  void backupCodesAreTenInFourGroupsAndVoidTheFormer() {
    Subscriber she = aSubscriber(stack);
    Settings hers = settingsOf(she);
    Answer former = hers.backupCodes();
    Answer codes = hers.backupCodes();
    assertMembers(codes.body(), "codes");
    assertThat(codes.header("Cache-Control")).contains("no-store");
    assertThat(strings(codes.body().path("codes")))
        .hasSize(10)
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"));
    hers.toggle(true, false, false);
    String void1 = former.body().at("/codes/0").asString("");
    assertProblem(she.verify(she.logIn(), "BACKUP_CODE", void1), 422, "wrong-code");
    assertThat(hers.read().body().at("/security/backupCodes/remaining").asInt()).isEqualTo(10);
  }

  /** A right code after them is refused too. */
  private static void assertFiveTries(Settings hers, String path, String right) {
    String wrong = right.startsWith("0") ? "1" + right.substring(1) : "0" + right.substring(1);
    for (int left = 4; left >= 0; left--) {
      Answer refused = hers.post(path + "/verification", Map.of("code", wrong));
      assertProblem(refused, 422, "wrong-code");
      assertThat(refused.body().path("attemptsLeft").asInt(-1)).isEqualTo(left);
    }
    assertProblem(
        hers.post(path + "/verification", Map.of("code", right)), 429, "too-many-attempts");
  }

  private static Settings settingsOf(Subscriber she) {
    return she.settings(she.sessionToken());
  }

  private static List<String> names(Settings hers) {
    return StreamSupport.stream(
            hers.read().body().at("/security/totp/authenticators").spliterator(), false)
        .map(one -> one.path("name").asString(""))
        .toList();
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
  }

  private static void assertMembers(JsonNode node, String... names) {
    assertThat(node.propertyNames()).containsExactlyInAnyOrder(names);
  }

  private static Instant at(Answer answer, String pointer) {
    return Instant.parse(answer.body().at(pointer).asString(""));
  }
}
