package org.twofold.notification.sms;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.notification.testing.Dispatches.loginCode;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.twofold.events.Refusal;
import org.twofold.notification.channel.Receipt;
import org.twofold.notification.template.TextWriter;
import org.twofold.notification.testing.MovingClock;

class HttpSmsChannelTest {

  private static final String NUMBER = "+33612345678";
  private static final WireMockServer API =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

  @TempDir Path folder;

  private final MovingClock clock = new MovingClock();
  private HttpSmsChannel channel;

  @BeforeAll
  static void start() {
    API.start();
  }

  @AfterAll
  static void stop() {
    API.stop();
  }

  @BeforeEach
  void open() throws IOException {
    API.resetAll();
    Path token = Files.writeString(folder.resolve("token"), "t0ken\n");
    channel =
        HttpSmsChannel.to(
            new SmsSettings.Provider(
                "http",
                SmsSettings.Type.HTTP,
                null,
                2775,
                null,
                null,
                null,
                URI.create("http://127.0.0.1:" + API.port()),
                "AC1",
                token,
                "+15005550006",
                Duration.ofSeconds(2)),
            new TextWriter("login.example.com"),
            clock);
  }

  @AfterEach
  void close() {
    channel.close();
  }

  @Test
  void handsTheCodeOver() {
    answers(aResponse().withStatus(201).withBody("{\"sid\":\"SM1\",\"status\":\"queued\"}"));

    assertThat(send()).isEqualTo(new Receipt.Taken("http", null));
    API.verify(
        postRequestedFor(urlEqualTo("/2010-04-01/Accounts/AC1/Messages.json"))
            .withBasicAuth(
                new com.github.tomakehurst.wiremock.client.BasicCredentials("AC1", "t0ken"))
            .withFormParam("To", equalTo(NUMBER))
            .withFormParam("From", equalTo("+15005550006"))
            .withFormParam(
                "Body",
                equalTo(
                    "493107 is your Twofold code to log in. It works for 5 minutes. Never tell it"
                        + " to anyone.\n@login.example.com #493107")));
  }

  @ParameterizedTest
  @CsvSource({
    "400,PERMANENT",
    "404,PERMANENT",
    "422,PERMANENT",
    "401,TRANSIENT",
    "403,TRANSIENT",
    "408,TRANSIENT",
    "429,THROTTLED",
    "500,TRANSIENT",
    "503,TRANSIENT",
    "302,TRANSIENT"
  })
  @Tag("H5")
  void classifiesWhatTheProviderSays(int status, Refusal why) {
    answers(aResponse().withStatus(status).withHeader("Location", "http://127.0.0.1:1/"));

    assertThat(send()).isEqualTo(new Receipt.Refused("http", why, null));
  }

  @ParameterizedTest
  @CsvSource({
    "30,30",
    "999999999,600",
    "'Tue, 24 Nov 2026 09:01:00 GMT',60",
    "-5,",
    "soon,",
    "'Tue, 24 Nov 2020 09:01:00 GMT',"
  })
  @Tag("H5")
  void heedsRetryAfter(String value, Long seconds) {
    answers(aResponse().withStatus(429).withHeader("Retry-After", value));

    assertThat(send())
        .isEqualTo(
            new Receipt.Refused(
                "http", Refusal.THROTTLED, seconds == null ? null : Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  @Tag("I3")
  void garbageOrACutConnectionMayBeLaterButNeverACrash(Fault fault) {
    answers(aResponse().withFault(fault));

    Receipt receipt = send();

    assertThat(receipt).isInstanceOfAny(Receipt.Refused.class, Receipt.Taken.class);
    if (receipt instanceof Receipt.Refused refused) {
      assertThat(refused.why()).isEqualTo(Refusal.TRANSIENT);
    }
  }

  @Test
  @Tag("I3")
  void anEndlessAnswerIsNotRead() {
    answers(aResponse().withStatus(201).withBody(new byte[8 << 20]));

    assertThat(send()).isInstanceOf(Receipt.Taken.class);
  }

  @Test
  @Tag("H5")
  void aProviderThatDoesNotAnswerMayBeLater() {
    answers(aResponse().withStatus(201).withFixedDelay(3_500));

    assertThat(send()).isEqualTo(new Receipt.Refused("http", Refusal.TRANSIENT));
  }

  @Test
  @Tag("F5")
  void nothingButANumberReachesTheProvider() {
    assertThat(channel.send(loginCode(NUMBER + "\r\nX: y", clock.instant())))
        .isEqualTo(new Receipt.Refused("http", Refusal.PERMANENT));
    assertThat(API.getAllServeEvents()).isEmpty();
  }

  @Test
  @Tag("F6")
  void aCodeWhoseEndHasPassedIsNotSent() {
    var dispatch = loginCode(NUMBER, clock.instant());
    clock.pass(Duration.ofMinutes(5));

    assertThat(channel.send(dispatch)).isEqualTo(new Receipt.Late("http"));
    assertThat(API.getAllServeEvents()).isEmpty();
  }

  private Receipt send() {
    return channel.send(loginCode(NUMBER, clock.instant()));
  }

  private static void answers(ResponseDefinitionBuilder answer) {
    API.stubFor(post(anyUrl()).willReturn(answer));
  }
}
