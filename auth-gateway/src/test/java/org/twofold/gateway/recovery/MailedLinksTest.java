package org.twofold.gateway.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT_RESET;
import static org.twofold.gateway.testing.Subscriber.SECURITY;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;

import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.ChangesStopped;
import org.twofold.events.Destination;
import org.twofold.events.FactorToggled;
import org.twofold.events.Method;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Api;
import org.twofold.gateway.testing.AtOnce;
import org.twofold.gateway.testing.Browser;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Letters;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;

/** "This was not me": the link of a notice. */
class MailedLinksTest {

  private static final String SITE = "http://localhost:8080/link/";
  private static final String DONE = "All sessions have ended";

  private final GatewayUnderTest gateway = GatewayUnderTest.shared();
  private Subscriber she;
  private String session;

  @BeforeEach
  void aSubscriberWhoWasTold() {
    gateway.clock().set(SettableClock.NINE);
    she = aSubscriber(gateway).with(false, false, false);
    session = she.logIn().session();
    assertThat(toggle(session, true).status()).isEqualTo(200);
  }

  @Test
  @Tag("D3")
  @Tag("C3")
  void aNoticeByEmailHasALinkAndOneByTextMessageNone() {
    FactorToggled told = toggled().getLast();

    assertThat(Letters.of(gateway, told, Method.EMAIL))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getNotMeLink()).startsWith(SITE);
              assertThat(letter.getActionLink()).isNull();
            });
    assertThat(Letters.of(gateway, told, Method.SMS))
        .singleElement()
        .satisfies(letter -> assertThat(letter.getNotMeLink()).isNull());
  }

  @Test
  @Tag("D3")
  void noHostThatARequestNamesGetsIntoALink() throws Exception {
    for (int i = 0; i < 100; i++) {
      String host = "evil" + i + ".example.net";
      String body = "{\"email\":" + (i % 2 == 1) + ",\"sms\":false,\"totp\":false}";
      assertThat(
              raw(
                  "PUT "
                      + SECURITY
                      + " HTTP/1.1\r\nHost: "
                      + host
                      + "\r\nX-Forwarded-Host: "
                      + host
                      + "\r\nForwarded: host="
                      + host
                      + "\r\nIf-Match: "
                      + etag(session)
                      + "\r\nAuthorization: Bearer "
                      + session
                      + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body))
          .startsWith("HTTP/1.1 200");
    }

    assertThat(toggled())
        .hasSize(101)
        .allSatisfy(
            event ->
                assertThat(Letters.of(gateway, event, Method.EMAIL).getFirst().getNotMeLink())
                    .startsWith(SITE));
  }

  @Test
  @Tag("D3")
  void lookingChangesNothing() {
    String link = link();
    long version = she.account().version();
    Browser browser = new Browser(gateway);

    for (int i = 0; i < 3; i++) {
      Answer page = browser.get(link);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body()).contains("This was not me");
      assertThat(page.header("Cache-Control")).contains("no-store");
      assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    }
    assertThat(browser.submitAsItIs(link, Map.of()).status()).isEqualTo(403);
    assertThat(she.account().version()).isEqualTo(version);
    assertThat(she.session(session).status()).isEqualTo(200);
  }

  @Test
  @Tag("D3")
  @Tag("C3")
  void usingItEndsEverySessionAndTellsAllHerContacts() {
    String another = loggedIn();
    Answer pending = she.logIn();

    assertThat(follow(link()).body()).contains(DONE);

    assertThat(she.session(session).status()).isEqualTo(401);
    assertThat(she.session(another).status()).isEqualTo(401);
    assertThat(she.verifies(pending, RIGHT).status()).isEqualTo(401);
    ChangesStopped told = stopped().getFirst();
    assertThat(Letters.of(gateway, told, Method.SMS)).hasSize(1);
    assertThat(Letters.of(gateway, told, Method.EMAIL))
        .singleElement()
        .satisfies(letter -> assertThat(letter.getNotMeLink()).isNull());
  }

  @Test
  @Tag("D3")
  void ofSixtyFourWhoFollowItAtOnceOneIsServed() throws Exception {
    String link = link();

    List<Answer> answers = AtOnce.sixtyFour(() -> follow(link));

    assertThat(answers).filteredOn(answer -> answer.body().contains(DONE)).hasSize(1);
    assertThat(answers).extracting(Answer::status).containsOnly(200, 410);
    assertThat(stopped()).hasSize(1);
    assertThat(new Browser(gateway).get(link).status()).isEqualTo(410);
  }

  @Test
  @Tag("D3")
  void aUsedLinkStaysUsedAfterAReset() {
    String link = link();
    follow(link);
    String next = resetHerPassword();

    assertThat(follow(link).status()).isEqualTo(410);
    assertThat(stopped()).hasSize(1);
    assertThat(she.knowing(next).logIn().status()).isEqualTo(200);
  }

  @Test
  @Tag("D3")
  void aLinkIsOverAfterAWeekAndAnAlteredOneIsNone() {
    String link = link();
    gateway.clock().forward(Duration.ofDays(7).minusMillis(1));
    assertThat(new Browser(gateway).get(link).status()).isEqualTo(200);
    gateway.clock().forward(Duration.ofMillis(1));

    assertThat(follow(link).status()).isEqualTo(410);
    assertThat(follow(link + "x").status()).isEqualTo(404);
    assertThat(follow("/link/x").status()).isEqualTo(404);
    assertThat(stopped()).isEmpty();
  }

  @Test
  void noChangeIsPossibleUntilThePasswordIsReset() {
    Api before = she.api().with(session);
    String emailId =
        before
            .post("/api/v1/settings/email", Map.of("address", "new" + she.email()))
            .text("emailId");
    String phoneId =
        before.post(SECURITY + "/phone", Map.of("number", "+33687654321")).text("phoneId");
    follow(link());
    Api api = she.api().with(loggedIn());
    long version = she.account().version();

    assertThat(changes(api, emailId, phoneId))
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).as(answer.body()).isEqualTo(403);
              assertThat(answer.problem()).isEqualTo("changes-stopped");
            });
    assertThat(she.account().version()).isEqualTo(version);
    assertThat(
            api.put("/api/v1/settings/profile", Map.of("locale", "fr", "timeZone", "UTC")).status())
        .isEqualTo(200);

    she = she.knowing(resetHerPassword());
    assertThat(toggle(loggedIn(), false).status()).isEqualTo(200);
  }

  private List<Answer> changes(Api api, String emailId, String phoneId) {
    String totpId = she.account().authenticators().getFirst().totpId();
    Map<String, String> code = Map.of("code", RIGHT);
    return List.of(
        toggle(String.valueOf(api.token()), false),
        api.post(SECURITY + "/phone", Map.of("number", "+33687654321")),
        api.post(SECURITY + "/phone/" + phoneId + "/verification", code),
        api.delete(SECURITY + "/phone"),
        api.post(SECURITY + "/totp", Map.of()),
        api.delete(SECURITY + "/totp/" + totpId),
        api.post(SECURITY + "/backup-codes", Map.of()),
        api.post("/api/v1/settings/email", Map.of("address", "other" + she.email())),
        api.post("/api/v1/settings/email/" + emailId + "/verification", code),
        api.put(
            "/api/v1/settings/password",
            Map.of("current", she.password(), "new", "another long password")),
        api.delete("/api/v1/account"));
  }

  @Test
  @Tag("D3")
  void noChangeThatRunsBesideALinkComesAfterIt() throws Exception {
    String link = link();
    List<String> hers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      hers.add(loggedIn());
    }

    AtOnce.sixtyFour(
        () ->
            Thread.currentThread().threadId() % 8 == 0
                ? follow(link)
                : toggle(session, Thread.currentThread().threadId() % 2 == 0));
    follow(link);

    List<SpecificRecord> events = gateway.events("accounts", she.account().id());
    int end = events.indexOf(stopped().getFirst());
    assertThat(events.subList(end + 1, events.size())).noneMatch(FactorToggled.class::isInstance);
    assertThat(hers).allSatisfy(token -> assertThat(she.session(token).status()).isEqualTo(401));
  }

  @Test
  void theLinkOfAnErasedAccountIsNone() {
    String link = link();
    assertThat(she.api().with(session).delete("/api/v1/account").status()).isEqualTo(204);

    assertThat(follow(link).status()).isEqualTo(404);
  }

  private String loggedIn() {
    return she.verifies(she.logIn(), RIGHT).session();
  }

  private String resetHerPassword() {
    String next = "the next long password";
    assertThat(she.resets(she.asksForAReset(), RIGHT_RESET, next).status()).isEqualTo(204);
    return next;
  }

  private Answer toggle(String token, boolean email) {
    return she.api()
        .with(token)
        .put(
            SECURITY, Map.of("email", email, "sms", false, "totp", false), "If-Match", etag(token));
  }

  private String etag(String token) {
    return String.valueOf(she.api().with(token).get("/api/v1/settings").header("ETag"));
  }

  private List<FactorToggled> toggled() {
    return gateway.events("accounts", she.account().id(), FactorToggled.class);
  }

  private List<ChangesStopped> stopped() {
    return gateway.events("accounts", she.account().id(), ChangesStopped.class);
  }

  /** The path of the link in the last notice. */
  private String link() {
    Destination letter = Letters.of(gateway, toggled().getLast(), Method.EMAIL).getFirst();
    return URI.create(letter.getNotMeLink()).getPath();
  }

  private Answer follow(String link) {
    Browser browser = new Browser(gateway);
    browser.get("/login");
    return browser.submit(link, Map.of());
  }

  private String raw(String request) throws Exception {
    URI url = URI.create(gateway.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
