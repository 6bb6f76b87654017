package org.twofold.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;
import static org.twofold.gateway.testing.Subscriber.aSubscriberWithEmailVerification;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twofold.events.AccountSwitched;
import org.twofold.events.SessionEnd;
import org.twofold.events.SessionEnded;
import org.twofold.gateway.account.Authenticator;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Api;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.MfaStandIn;
import org.twofold.gateway.testing.Subscriber;

/** What an operator does to an account at once. */
@Tag("D5")
class HelpDeskTest {

  private final GatewayUnderTest gateway = GatewayUnderTest.onStandIn();
  private final HelpDesk desk = new HelpDesk(gateway);
  private final Instant before = gateway.clock().instant();

  @ParameterizedTest
  @ValueSource(strings = {"show", "unlock", "remove-factor", "end-sessions", "disable", "enable"})
  void isClosedWithoutTheCredential(String command) {
    Subscriber she = aSubscriber(gateway);
    long version = desk.account(she).version();

    for (String token : new String[] {null, "wrong", she.logIn().session()}) {
      Answer answer =
          new Api(gateway.url(), token)
              .post("/operator/v1/accounts/" + command, HelpDesk.request(she, "EMAIL"));
      assertThat(answer.status()).isEqualTo(401);
    }
    assertThat(desk.account(she).version()).isEqualTo(version);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,asked for by phone,EMAIL,operator",
        "olga,-,EMAIL,reason",
        "olga,' ',EMAIL,reason",
        "' ',asked for by phone,EMAIL,operator",
        "olga,asked for by phone,-,method",
        "olga,asked for by phone,BACKUP_CODE,method",
        "olga,asked for by phone,PIGEON,method"
      })
  void namesTheFieldThatIsNotRight(String operator, String reason, String method, String field) {
    Map<String, String> body = new HashMap<>(HelpDesk.request(aSubscriber(gateway), method));
    body.put("operator", operator);
    body.put("reason", reason);
    body.values().removeIf(java.util.Objects::isNull);

    Answer answer = desk.asks("remove-factor", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r\nb", "a\u2028b", "a\u0000b"})
  void aReasonIsOneLine(String reason) {
    Map<String, String> body = new HashMap<>(HelpDesk.request(aSubscriber(gateway), null));
    body.put("reason", reason);

    assertThat(desk.asks("disable", body).status()).isEqualTo(400);
    body.put("reason", "x".repeat(201));
    assertThat(desk.asks("disable", body).status()).isEqualTo(400);
  }

  @Test
  void anAddressWithoutAnAccountIsNotFound() {
    assertThat(desk.asks("disable", HelpDesk.request(Subscriber.aStranger(gateway), null)).status())
        .isEqualTo(404);
  }

  @Test
  @Tag("E4")
  void aClosedAccountAnswersLikeAWrongPasswordUntilItIsOpened() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Answer pending = she.logIn();

    assertThat(desk.asks("disable", HelpDesk.request(she, null)).body())
        .isEqualTo("{\"changed\":true}");

    Answer right = she.logIn();
    Answer wrong = she.logIn("not her password at all");
    assertThat(right.status()).isEqualTo(401);
    assertThat(right.body()).isEqualTo(wrong.body());
    assertThat(she.verifies(pending, MfaStandIn.RIGHT).status()).isEqualTo(401);
    assertThat(desk.asks("disable", HelpDesk.request(she, null)).body())
        .isEqualTo("{\"changed\":false}");

    assertThat(desk.asks("enable", HelpDesk.request(she, null)).body())
        .isEqualTo("{\"changed\":true}");
    Answer login = she.logIn();
    assertThat(she.verifies(login, MfaStandIn.RIGHT).status()).isEqualTo(200);
    assertThat(desk.events(she, AccountSwitched.class))
        .hasSize(2)
        .allSatisfy(
            event -> {
              assertThat(event.getOperator()).isEqualTo(HelpDesk.OLGA);
              assertThat(event.getReason()).isEqualTo(HelpDesk.REASON);
              assertThat(event.getRecipients()).hasSize(1);
              assertThat(event.getNotAfter()).isNotNull();
            })
        .extracting(AccountSwitched::getOn)
        .containsExactly(false, true);
  }

  @Test
  void closingEndsEverySession() {
    Subscriber she = aSubscriber(gateway);
    String session = she.logIn().session();
    desk.asks("disable", HelpDesk.request(she, null));

    assertThat(she.session(session).status()).isEqualTo(401);
    desk.asks("enable", HelpDesk.request(she, null));
    assertThat(she.session(session).status()).isEqualTo(401);
  }

  @Test
  void endsEverySessionAndTellsWhoDidItAndWhy() {
    Subscriber she = aSubscriber(gateway);
    List<String> sessions =
        List.of(she.logIn().session(), she.logIn().session(), she.logIn().session());

    assertThat(desk.asks("end-sessions", HelpDesk.request(she, null)).status()).isEqualTo(200);

    assertThat(sessions).allMatch(session -> she.session(session).status() == 401);
    assertThat(desk.events(she, SessionEnded.class))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getReason()).isEqualTo(SessionEnd.OPERATOR);
              assertThat(event.getOperator()).isEqualTo(HelpDesk.OLGA);
              assertThat(event.getNote()).isEqualTo(HelpDesk.REASON);
              assertThat(event.getRecipients()).hasSize(1);
            });
    assertThat(she.logIn().status()).isEqualTo(200);
  }

  @Test
  void unlocksWhatIsLockedInTheNameOfTheOperator() {
    Subscriber she = aSubscriber(gateway);

    assertThat(desk.asks("unlock", HelpDesk.request(she, null)).body())
        .isEqualTo("{\"unlocked\":[\"TOTP\"]}");
    assertThat(gateway.mfa().questions().getLast().path("operator").asString())
        .isEqualTo(HelpDesk.OLGA);
    assertThat(gateway.mfa().questions().getLast().path("reason").asString())
        .isEqualTo(HelpDesk.REASON);
    assertThat(desk.asks("unlock", HelpDesk.request(she, "SMS")).body())
        .isEqualTo("{\"unlocked\":[]}");
  }

  @Test
  @Tag("G1")
  void showsNoAddressAndNoName() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    desk.gives(she, new Authenticator("t", "Ada's own phone", before));
    desk.asks("remove-factor", HelpDesk.request(she, "EMAIL"));

    Answer shown = desk.asks("show", Map.of("address", she.email()));

    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.body())
        .contains("\"disabled\":false", "\"method\":\"TOTP\",\"on\":true,\"setUp\":1")
        .contains("\"lastLogin\"", "\"operator\":\"olga\"")
        .doesNotContain(she.email(), "Ada's own phone");
  }
}
