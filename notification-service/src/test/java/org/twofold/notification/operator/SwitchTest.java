package org.twofold.notification.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.twofold.events.ChallengeIssued;
import org.twofold.events.DeliveryState;
import org.twofold.events.Method;
import org.twofold.events.Refusal;
import org.twofold.events.Topics;
import org.twofold.notification.testing.Running;
import org.twofold.notification.testing.Stack;

/** An operator stops and starts channels for every worker. */
class SwitchTest {

  private static final Running RUNNING = Running.shared();
  private static final Stack STACK = RUNNING.stack();

  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void turnOn() throws Exception {
    turn("sms", "{\"on\":true}", Running.TOKEN);
    await().atMost(10, SECONDS).until(() -> switches(RUNNING.worker()).isOn(Method.SMS));
    http.close();
  }

  @Test
  void aChannelThatIsOffSendsNothingAndTheOtherGoesOn() throws Exception {
    HttpResponse<String> answer = turn("sms", "{\"on\":false}", Running.TOKEN);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"channel\":\"sms\",\"on\":false}");
    await().atMost(10, SECONDS).until(() -> !switches(RUNNING.worker()).isOn(Method.SMS));

    ChallengeIssued text = STACK.code(Method.SMS, "+33612345101", "ada").build();
    ChallengeIssued mail = STACK.code(Method.EMAIL, "on@example.com", "ada").build();
    STACK.publish(text);
    STACK.publish(mail);

    assertThat(STACK.reported(text, DeliveryState.FAILED).getRefusal())
        .isEqualTo(Refusal.CHANNEL_OFF);
    STACK.reported(mail, DeliveryState.SENT);
    assertThat(RUNNING.centre().submitted)
        .noneMatch(message -> message.getDestAddress().equals("33612345101"));

    turn("sms", "{\"on\":true}", Running.TOKEN);
    await().atMost(10, SECONDS).until(() -> switches(RUNNING.worker()).isOn(Method.SMS));
    ChallengeIssued next = STACK.code(Method.SMS, "+33612345102", "ada").build();
    STACK.publish(next);
    STACK.reported(next, DeliveryState.SENT);
  }

  @Test
  void aWorkerThatComesLaterKnowsBeforeItsFirstTask() throws Exception {
    turn("sms", "{\"on\":true}", Running.TOKEN);
    turn("sms", "{\"on\":false}", Running.TOKEN);

    ConfigurableApplicationContext later = RUNNING.another();

    assertThat(switches(later).isOn(Method.SMS)).isFalse();
    assertThat(switches(later).isOn(Method.EMAIL)).isTrue();
    later.close();
  }

  @Test
  void theEventHasNoUserAndTravelsUnderTheNameOfTheChannel() throws Exception {
    turn("sms", "{\"on\":true}", Running.TOKEN);

    assertThat(STACK.all(Topics.CHANNEL_SWITCHED.name()))
        .isNotEmpty()
        .allMatch(received -> received.key().equals("sms"));
  }

  @Test
  @Tag("G4")
  void aForgedSwitchSwitchesNothing() throws Exception {
    var forged = STACK.all(Topics.CHANNEL_SWITCHED.name());
    @SuppressWarnings("unchecked")
    var kafka =
        (org.springframework.kafka.core.KafkaTemplate<String, byte[]>)
            RUNNING.worker().getBean(org.springframework.kafka.core.KafkaTemplate.class);
    kafka.send(Topics.CHANNEL_SWITCHED.name(), "email", new byte[] {0, 0, 0, 0, 6, 1, 2, 3}).get();
    turn("sms", "{\"on\":false}", Running.TOKEN);

    await().atMost(10, SECONDS).until(() -> !switches(RUNNING.worker()).isOn(Method.SMS));
    assertThat(switches(RUNNING.worker()).isOn(Method.EMAIL)).isTrue();
    assertThat(STACK.all(Topics.CHANNEL_SWITCHED.name()).size()).isGreaterThan(forged.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "sms|{\"on\":false}|none|401",
        "sms|{\"on\":false}|wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong|401",
        "sms|nonsense|none|401",
        "pigeon|{\"on\":false}|operator-operator-operator-operator-operator|404",
        "sms|{}|operator-operator-operator-operator-operator|400",
        "sms|nonsense|operator-operator-operator-operator-operator|400",
        "sms|{\"on\":\"perhaps\"}|operator-operator-operator-operator-operator|400"
      })
  void whoeverMayNotOrAsksForNonsenseSwitchesNothing(
      String channel, String body, String token, int status) throws Exception {
    assertThat(turn(channel, body, token).statusCode()).isEqualTo(status);
    assertThat(switches(RUNNING.worker()).isOn(Method.SMS)).isTrue();
  }

  @Test
  void healthNeedsNoCredential() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri("/actuator/health/liveness")).build();

    assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  private HttpResponse<String> turn(String channel, String body, String token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/operator/v1/channels/" + channel))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(String path) {
    String port = RUNNING.worker().getEnvironment().getProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static Switches switches(ConfigurableApplicationContext worker) {
    return worker.getBean(Switches.class);
  }
}
