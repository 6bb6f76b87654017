package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.twofold.system.Subscriber.aSubscriberWithEmailVerification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.twofold.system.Api.Answer;
import tools.jackson.databind.JsonNode;

/** What an operator sees and does with the launcher. */
@ExtendWith(Stack.class)
@Execution(ExecutionMode.SAME_THREAD)
class OperatorIT {

  private final Stack.Running stack;

  OperatorIT(Stack.Running stack) {
    this.stack = stack;
  }

  @Test
  void statusNamesEveryProcessAndSaysReady() {
    Stack.Printed status = stack.run("status");

    assertThat(status.exitCode()).isZero();
    assertThat(stack.status())
        .extracting(Stack.Line::name)
        .containsExactlyInAnyOrder(
            "kafka",
            "schema-registry",
            "mongodb",
            "inbox",
            "auth-gateway",
            "mfa-service",
            "notification-service-1",
            "notification-service-2",
            "notification-service-3");
    assertThat(stack.status()).allMatch(line -> line.state().equals("READY"));
  }

  @Test
  @Tag("H1")
  void aKilledServiceIsStartedAgainAndHerLoginGoesOn() {
    List<Long> killed = new ArrayList<>();
    for (String name : List.of("mfa-service", "notification-service-1", "auth-gateway")) {
      Subscriber she = aSubscriberWithEmailVerification(stack);
      Instant start = Subscriber.now();
      Answer login = she.logIn();
      String code = she.awaitCode(start);
      killed.add(stack.process(name).pid());
      ProcessHandle.of(killed.getLast()).orElseThrow().destroyForcibly();

      int answered =
          await()
              .atMost(Duration.ofSeconds(60))
              .pollInterval(Duration.ofMillis(500))
              .ignoreExceptions()
              .until(() -> she.verify(login, code).status(), status -> status != 503);
      assertThat(answered).as(name).isEqualTo(200);
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            stack::status,
            all ->
                all.stream()
                    .allMatch(
                        line -> line.state().equals("READY") && !killed.contains(line.pid())));
  }

  @Test
  void everyStepOfALoginIsAnEventAndNothingSecretIsInClear() {
    Subscriber she = aSubscriberWithEmailVerification(stack);
    Instant start = Subscriber.now();
    Answer login = she.logIn();
    String code = she.awaitCode(start);
    assertThat(she.verify(login, code).status()).isEqualTo(200);
    String loginId = login.text("loginId");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(eventsOf(she, loginId))
                    .extracting(event -> event.path("type").asString(""))
                    .contains(
                        "LoginAttempted",
                        "ChallengeIssued",
                        "DeliveryReported",
                        "CodeAccepted",
                        "LoginSucceeded"));
    JsonNode issued =
        eventsOf(she, loginId).stream()
            .filter(event -> event.path("type").asString("").equals("ChallengeIssued"))
            .findFirst()
            .orElseThrow();
    assertThat(issued.path("code").asString("")).isEqualTo("<sealed>");
    assertThat(issued.path("destination").asString("")).isEqualTo("<sealed>");
    assertThat(Instant.parse(issued.path("occurredAt").asString("")))
        .isAfter(start.minusSeconds(1));
    assertThat(stack.run("events").out()).doesNotContain(she.email());
  }

  @Test
  @Tag("D5")
  void theHelpDeskClosesOpensAndAnnouncesAndTellsHer() {
    Subscriber she = aSubscriberWithEmailVerification(stack);
    Instant start = Subscriber.now();

    assertThat(accounts("disable", she).out()).startsWith("Closed");
    assertThat(she.logIn().status()).isEqualTo(401);
    assertThat(accounts("enable", she).out()).startsWith("Opened");
    assertThat(she.logIn().status()).isEqualTo(200);
    assertThat(accounts("end-sessions", she).exitCode()).isZero();
    assertThat(accounts("remove-factor", she, "--factor", "email").out()).contains("at 2");
    assertThat(accounts("unlock", she).out()).contains("Nothing was locked");
    assertThat(stack.run("accounts", "show", she.email()).out())
        .contains("EMAIL          on", "to be removed  EMAIL", "olga: lost her phone")
        .doesNotContain(she.email());
    assertThat(stack.run("accounts", "disable", she.email()).exitCode()).isNotZero();

    for (String subject :
        List.of("closed your account", "opened your account", "ended your", "will remove")) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  she.mailbox().messages(she.email(), start).stream()
                      .anyMatch(mail -> mail.path("subject").asString("").contains(subject)));
    }
    assertThat(stack.run("events", "--user", she.email()).lines())
        .filteredOn(line -> line.contains("\"operator\":\"olga\""))
        .hasSize(4)
        .allMatch(line -> line.contains("lost her phone"));
  }

  private Stack.Printed accounts(String action, Subscriber she, String... more) {
    List<String> words = new ArrayList<>(List.of("accounts", action, she.email()));
    words.addAll(List.of("--reason", "lost her phone", "--operator", "olga"));
    words.addAll(List.of(more));
    return stack.run(words.toArray(String[]::new));
  }

  @Test
  void aSecondStackOnTheSameDataIsRefusedWithASentence() {
    Stack.Printed second = stack.run("up", "--detach");

    assertThat(second.exitCode()).isNotZero();
    assertThat(second.out()).doesNotContain("Exception").containsIgnoringCase("already");
  }

  @Test
  void logsAreShownByName() {
    assertThat(stack.run("logs", "auth-gateway").out()).isNotBlank();
    assertThat(stack.run("logs", "no-such-process").exitCode()).isNotZero();
  }

  private List<JsonNode> eventsOf(Subscriber she, String loginId) {
    return Events.of(stack, she).stream()
        .filter(event -> event.path("correlationId").asString("").equals(loginId))
        .toList();
  }
}
