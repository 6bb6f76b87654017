package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.twofold.system.Settings.SECURITY;
import static org.twofold.system.Settings.aNumber;
import static org.twofold.system.Subscriber.aSubscriber;
import static org.twofold.system.Subscriber.now;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.twofold.system.Api.Answer;
import tools.jackson.databind.JsonNode;

/** One subscriber makes every change there is: who is told, what the broker keeps, and what not. */
@ExtendWith(Stack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class ChangesIT {

  private static final String OTHER_PASSWORD = "another-battery-9";

  private final Stack.Running stack;
  private final Subscriber she;
  private final Instant start = now();
  private final String address = Subscriber.newAddress();
  private final String number = aNumber();
  private final String nextNumber = aNumber();
  private final List<String> secrets = new ArrayList<>();
  private final String userId;
  private final List<JsonNode> events;

  ChangesIT(Stack.Running stack) {
    this.stack = stack;
    she = aSubscriber(stack);
    String token = changesFactors();
    logsInByEveryWay();
    List<JsonNode> first = Events.of(stack, address);
    userId = first.getFirst().path("userId").asString("");
    assertThat(she.settings(token).delete("/api/v1/account").status()).isEqualTo(204);
    events =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> Events.of(stack, userId),
                all -> types(all).contains("AccountErased") && reports(all) >= 22);
  }

  private String changesFactors() {
    Settings hers = she.settings(she.sessionToken());
    hers.prove(number);
    assertThat(hers.toggle(true, false, false).status()).isEqualTo(200);
    Answer setup = hers.setUpTotp(null);
    Authenticator app = new Authenticator(setup.text("secret"));
    assertThat(hers.confirmTotp(setup, app.code(0)).status()).isEqualTo(200);
    Answer next = hers.setUpTotp(Map.of("replaces", setup.text("totpId")));
    Authenticator replacement = new Authenticator(next.text("secret"));
    assertThat(hers.confirmTotp(next, replacement.code(0)).status()).isEqualTo(200);
    assertThat(hers.delete(SECURITY + "/totp/" + next.text("totpId")).status()).isEqualTo(200);
    secrets.addAll(List.of(setup.text("secret"), next.text("secret"), hers.token()));
    Answer codes = hers.backupCodes();
    codes.body().path("codes").forEach(code -> secrets.add(code.asString("")));
    hers.prove(nextNumber);
    assertThat(hers.delete(SECURITY + "/phone").status()).isEqualTo(200);
    Map<String, String> password = Map.of("current", Subscriber.PASSWORD, "new", OTHER_PASSWORD);
    assertThat(hers.put(Settings.PATH + "/password", password).status()).isEqualTo(204);
    Answer email = hers.askForAddress(address);
    String code = she.mailbox().awaitCode(address, start);
    assertThat(hers.proveAddress(email, code).status()).isEqualTo(200);
    return hers.token();
  }

  private void logsInByEveryWay() {
    Instant asked = now();
    Answer byEmail = logIn();
    String code = she.mailbox().awaitCode(address, asked);
    String wrong = code.startsWith("0") ? "1" + code.substring(1) : "0" + code.substring(1);
    assertThat(she.verify(byEmail, "EMAIL", wrong).status()).isEqualTo(422);
    String session = token(she.verify(byEmail, "EMAIL", code));
    String other = token(she.verify(logIn(), "BACKUP_CODE", secrets.get(5)));
    secrets.addAll(List.of(session, other, byEmail.text("loginToken")));
    String path = "/api/v1/sessions/" + other.substring(0, other.indexOf('.'));
    assertThat(she.api().delete(path, session).status()).isEqualTo(204);
    assertThat(she.api().delete("/api/v1/session", session).status()).isEqualTo(204);
    she.api()
        .post("/api/v1/logins", Map.of("email", address, "password", Subscriber.PASSWORD), null);
  }

  private Answer logIn() {
    Map<String, String> body = Map.of("email", address, "password", OTHER_PASSWORD);
    return she.api().post("/api/v1/logins", body, null);
  }

  private static String token(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().at("/session/token").asString("");
  }

  @Test
  @Tag("C3")
  void everyContactIsToldOfEveryChangeOnce() {
    assertToldOf(she.email(), 10);
    assertToldOf(number, 7);
    assertToldOf(nextNumber, 2);
    assertToldOf(address, 3);
  }

  /** Codes aside. */
  private void assertToldOf(String contact, int changes) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(she.mailbox().messages(contact, start).size())
                    .as(contact)
                    .isEqualTo(changes + she.mailbox().allCodes(contact, start).size()));
  }

  @Test
  @Tag("C3")
  void everyChangeIsAnEventThatSaysWhichAndTellsItsContacts() {
    assertThat(changes())
        .containsExactly(
            "FactorChanged SMS ENROLLED EMAIL SMS",
            "FactorToggled EMAIL true EMAIL SMS",
            "FactorChanged TOTP ENROLLED EMAIL SMS",
            "FactorChanged TOTP ENROLLED EMAIL SMS",
            "FactorChanged TOTP REPLACED",
            "FactorChanged TOTP REMOVED EMAIL SMS",
            "FactorChanged BACKUP_CODE BACKUP_CODES_ISSUED 10 EMAIL SMS",
            "FactorChanged SMS PHONE_CHANGED EMAIL SMS SMS",
            "FactorChanged SMS REMOVED EMAIL SMS",
            "PasswordChanged CHANGED EMAIL",
            "AddressChanged EMAIL EMAIL",
            "FactorChanged BACKUP_CODE BACKUP_CODE_USED 9 EMAIL",
            "AccountErased EMAIL");
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.path("userId").asString("")).isEqualTo(userId);
              assertThat(event.path("correlationId").asString("")).isNotEmpty();
              assertThat(event.path("eventId").asString("")).isNotEmpty();
              assertThat(Instant.parse(event.path("occurredAt").asString("")))
                  .isAfter(start.minusSeconds(1));
            });
    assertThat(events)
        .extracting(event -> event.path("eventId").asString(""))
        .doesNotHaveDuplicates();
  }

  private List<String> changes() {
    return events.stream()
        .filter(event -> event.has("recipients"))
        .filter(event -> !type(event).matches("LoginSucceeded|SessionEnded"))
        .map(ChangesIT::line)
        .toList();
  }

  private static String line(JsonNode event) {
    Stream<String> facts =
        Stream.of("method", "on", "change", "remaining")
            .filter(event::hasNonNull)
            .map(fact -> event.path(fact).asString(""));
    List<String> words = new ArrayList<>(List.of(type(event)));
    facts.forEach(words::add);
    event.path("recipients").forEach(to -> words.add(to.path("channel").asString("")));
    return String.join(" ", words);
  }

  @Test
  void everyLoginIsAnEventThatSaysHowItWasProven() {
    assertThat(of("LoginSucceeded"))
        .extracting(event -> event.path("method").asString("PASSWORD"))
        .containsExactly("PASSWORD", "EMAIL", "BACKUP_CODE");
    assertThat(of("LoginSucceeded"))
        .extracting(event -> event.path("assuranceLevel").asString(""))
        .containsOnly("AAL1");
    assertThat(of("LoginSucceeded").get(1).path("challengeId").isNull()).isFalse();
    assertThat(of("LoginSucceeded").get(2).path("slot").isNull()).isFalse();
    assertThat(of("LoginAttempted"))
        .extracting(event -> event.path("password").asString(""))
        .containsExactly("RIGHT", "RIGHT", "RIGHT", "WRONG");
    assertThat(of("CodeTried"))
        .singleElement()
        .satisfies(event -> assertThat(event.path("result").asString("")).isEqualTo("WRONG"));
    assertThat(of("SessionEnded"))
        .extracting(event -> event.path("reason").asString(""))
        .containsExactly("ENDED_ELSEWHERE", "LOGGED_OUT");
  }

  @Test
  @Tag("G1")
  void nothingOfHersIsInClearInAnyFileButTheInbox() throws Exception {
    secrets.addAll(
        List.of(she.email(), address, number, nextNumber, OTHER_PASSWORD, number.substring(1)));

    // not blind: what may be there is found
    assertThat(Traces.of(stack.data().resolve("kafka"), List.of(userId))).isNotEmpty();
    assertThat(Traces.of(stack.data(), secrets)).isEmpty();
  }

  private List<JsonNode> of(String type) {
    return events.stream().filter(event -> type(event).equals(type)).toList();
  }

  private static List<String> types(List<JsonNode> events) {
    return events.stream().map(ChangesIT::type).toList();
  }

  private static long reports(List<JsonNode> events) {
    return types(events).stream().filter("DeliveryReported"::equals).count();
  }

  private static String type(JsonNode event) {
    return event.path("type").asString("");
  }
}
