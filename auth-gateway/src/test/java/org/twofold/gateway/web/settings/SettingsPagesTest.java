package org.twofold.gateway.web.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT;
import static org.twofold.gateway.testing.MfaStandIn.WRONG;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;
import static org.twofold.gateway.testing.Subscriber.aSubscriberWithEmailVerification;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Browser;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;

class SettingsPagesTest {

  private static final GatewayUnderTest GATEWAY = GatewayUnderTest.shared();
  private static final String NUMBER = "+33 6 12 34 56 78";

  /** A hidden field that was filled, or an option or switch that is chosen. */
  private static final Pattern HIDDEN =
      Pattern.compile("type=\"hidden\" name=\"([a-zA-Z]+)\" value=\"([^\"]*)\"");

  @BeforeEach
  void atNine() {
    GATEWAY.clock().set(SettableClock.NINE);
  }

  /** What the page would send back, with more typed or pressed. */
  private static Map<String, String> form(Answer page, String... more) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher hidden = HIDDEN.matcher(page.body());
    while (hidden.find()) {
      fields.put(hidden.group(1), hidden.group(2));
    }
    fields.remove("_csrf");
    for (String name : new String[] {"email", "sms", "totp"}) {
      if (isOn(page, name)) {
        fields.put(name, "true");
      }
    }
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    return fields;
  }

  private static boolean isOn(Answer page, String name) {
    Matcher toggle =
        Pattern.compile("<input type=\"checkbox\" role=\"switch\"[^>]*>").matcher(page.body());
    while (toggle.find()) {
      if (toggle.group().contains("name=\"" + name + "\"")) {
        return toggle.group().contains("checked");
      }
    }
    throw new AssertionError("No switch " + name);
  }

  private static String hers(Subscriber she) {
    return she.api().with(she.logIn().session()).get("/api/v1/settings").body();
  }

  @Test
  void whatIsSwitchedSurvivesTheSettingUpOfAPhone() {
    Browser she = Browser.loggedIn(aSubscriber(GATEWAY));
    Answer page = she.get("/settings");
    page = she.submit("/settings/sms", form(page, "email", "true", "locale", "fr"));
    page = she.submit("/settings/sms-send", form(page, "number", NUMBER));
    assertThat(page.body()).contains("name=\"phoneId\"").contains(NUMBER);

    page = she.submit("/settings/sms-verify", form(page, "code", "012 345"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(isOn(page, "email")).isTrue();
    assertThat(isOn(page, "sms")).isTrue();
    assertThat(page.body()).contains("changes not saved");
    Answer saved = she.submit("/settings", form(page));
    assertThat(saved.header("Location")).isEqualTo("/settings?say=emailEnabled");
    page = she.get("/settings");
    assertThat(isOn(page, "email")).isTrue();
    assertThat(isOn(page, "sms")).isTrue();
  }

  @Test
  void aWrongNumberIsRefusedBesideItsFieldAndStaysThere() {
    Browser she = Browser.loggedIn(aSubscriber(GATEWAY));
    Answer page = she.submit("/settings/sms", form(she.get("/settings")));

    page = she.submit("/settings/sms-send", form(page, "number", "+33 12 <b>"));

    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body())
        .contains("id=\"number-problem\"")
        .contains("aria-invalid=\"true\"")
        .contains("value=\"+33 12 &lt;b&gt;\"");
  }

  @Test
  @Tag("B9")
  void whatIsBegunStaysOpenWhileNoCodeCanBeChecked() {
    Browser she = Browser.loggedIn(aSubscriber(GATEWAY));
    Answer page = she.submit("/settings/sms", form(she.get("/settings")));
    page = she.submit("/settings/sms-send", form(page, "number", NUMBER));
    GATEWAY.mfa().goAway();
    try {
      page = she.submit("/settings/sms-verify", form(page, "code", RIGHT));
    } finally {
      GATEWAY.mfa().mend();
    }

    assertThat(page.status()).isEqualTo(503);
    assertThat(page.body()).contains("name=\"phoneId\"").contains("id=\"code-problem\"");
    assertThat(she.submit("/settings/sms-verify", form(page, "code", RIGHT)).status())
        .isEqualTo(200);
  }

  @Test
  @Tag("C2")
  void anOldSessionIsProvenByThePasswordOnTheSamePageAndGoesOn() {
    Subscriber she = aSubscriber(GATEWAY);
    Browser browser = Browser.loggedIn(she);
    Answer page = browser.get("/settings");
    GATEWAY.clock().forward(Duration.ofMinutes(5));

    page = browser.submit("/settings", form(page, "email", "true"));
    assertThat(page.body()).contains("name=\"proofPassword\"");
    assertThat(isOn(page, "email")).isTrue();
    assertThat(hers(she)).contains("\"email\":{\"enabled\":false");

    Answer wrong = browser.submit("/settings/prove", form(page, "proofPassword", "another one"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("proofPassword-problem").doesNotContain("another one");
    assertThat(isOn(wrong, "email")).isTrue();
    String before = browser.cookie();

    Answer done = browser.submit("/settings/prove", form(wrong, "proofPassword", she.password()));

    assertThat(done.header("Location")).isEqualTo("/settings?say=emailEnabled");
    assertThat(browser.cookie()).isNotEqualTo(before);
    assertThat(she.session(before).status()).isEqualTo(401);
    assertThat(isOn(browser.get("/settings"), "email")).isTrue();
  }

  @Test
  @Tag("C2")
  void anOldSessionIsProvenByTheCodeToo() {
    Subscriber she = aSubscriberWithEmailVerification(GATEWAY);
    Browser browser = Browser.with(GATEWAY, she.verifies(she.logIn(), RIGHT).session());
    Answer page = browser.get("/settings");
    GATEWAY.clock().forward(Duration.ofMinutes(5));
    page = browser.submit("/settings/address", form(page, "timeZone", "Europe/Paris"));
    page =
        browser.submit(
            "/settings/prove",
            form(page, "proofPassword", she.password(), "timeZone", "Europe/Paris"));
    assertThat(page.body()).contains("name=\"proofCode\"").doesNotContain("name=\"address\"");

    page =
        browser.submit(
            "/settings/prove-code", form(page, "proofCode", WRONG, "timeZone", "Europe/Paris"));
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains("proofCode-problem");
    page =
        browser.submit(
            "/settings/prove-code", form(page, "proofCode", RIGHT, "timeZone", "Europe/Paris"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("name=\"address\"").contains("value=\"Europe/Paris\"");
    assertThat(browser.submit("/settings/address-send", form(page, "address", "x@y.zz")).status())
        .isEqualTo(200);
  }

  @Test
  @Tag("C2")
  void aCodeWithoutItsPasswordProvesNothing() {
    Subscriber she = aSubscriberWithEmailVerification(GATEWAY);
    Browser browser = Browser.with(GATEWAY, she.verifies(she.logIn(), RIGHT).session());
    Answer page = browser.get("/settings");
    GATEWAY.clock().forward(Duration.ofMinutes(5));

    page =
        browser.submit(
            "/settings/prove-code",
            form(page, "then", "address", "proofMethod", "EMAIL", "proofCode", RIGHT));

    assertThat(page.status()).isEqualTo(410);
    assertThat(page.body()).contains("name=\"proofPassword\"").doesNotContain("name=\"address\"");
  }

  @Test
  void theLastMethodIsNotTurnedOffUnasked() {
    Subscriber she = aSubscriberWithEmailVerification(GATEWAY);
    Browser browser = Browser.with(GATEWAY, she.verifies(she.logIn(), RIGHT).session());
    Map<String, String> off = form(browser.get("/settings"));
    off.remove("email");

    Answer asked = browser.submit("/settings", off);
    assertThat(asked.body()).contains("name=\"confirmed\" value=\"update\"");
    assertThat(isOn(browser.get("/settings"), "email")).isTrue();
    off.put("confirmed", "update");

    assertThat(browser.submit("/settings", off).header("Location"))
        .isEqualTo("/settings?say=updated");
    assertThat(isOn(browser.get("/settings"), "email")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "update", "true", "sms-remove"})
  void whatWasAnsweredForOneActionErasesNoAccount(String confirmed) {
    Subscriber she = aSubscriber(GATEWAY);
    Browser browser = Browser.loggedIn(she);

    Answer asked =
        browser.submit("/settings/erase", form(browser.get("/settings"), "confirmed", confirmed));

    assertThat(asked.status()).isEqualTo(200);
    assertThat(she.logIn().status()).isEqualTo(200);
  }

  @Test
  void sheErasesHerAccountAfterAYes() {
    Subscriber she = aSubscriber(GATEWAY);
    Browser browser = Browser.loggedIn(she);

    Answer gone =
        browser.submit("/settings/erase", form(browser.get("/settings"), "confirmed", "erase"));

    assertThat(gone.header("Location")).isEqualTo("/login?say=erased");
    assertThat(she.logIn().status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<svg>", "JBSWY3DPEHPK3PXP", "JBSWY3DPEHPK3PXP:MD5:6:30"})
  void drawsNoSecretThatHasNotTheFormOfOne(String secret) {
    Browser she = Browser.loggedIn(aSubscriber(GATEWAY));

    Answer page =
        she.submit(
            "/settings/totp-verify",
            form(she.get("/settings"), "totpId", "x", "secret", secret, "code", RIGHT));

    assertThat(page.status()).isEqualTo(410);
    assertThat(page.body()).doesNotContain("class=\"qr\"");
  }

  @Test
  void anotherChangeMeanwhileIsSaidAndNothingIsOverwritten() {
    Subscriber she = aSubscriber(GATEWAY);
    String session = she.logIn().session();
    Browser browser = Browser.with(GATEWAY, session);
    Answer page = browser.get("/settings");
    she.turnsEmailVerification(true, session);

    Answer refused = browser.submit("/settings", form(page));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(hers(she)).isNotEmpty();
    assertThat(isOn(browser.get("/settings"), "email")).isTrue();
  }

  @Test
  void thePageSpeaksTheLanguageOfTheAccount() {
    Subscriber she = aSubscriber(GATEWAY);
    Browser browser = Browser.loggedIn(she);

    assertThat(browser.get("/settings", "Accept-Language", "fr").body())
        .contains("lang=\"en\"")
        .contains("My Settings");
    browser.submit("/settings", form(browser.get("/settings"), "locale", "fr"));
    assertThat(browser.get("/settings", "Accept-Language", "en").body())
        .contains("lang=\"fr\"")
        .contains("Mes paramètres");
  }

  @Test
  @Tag("C7")
  void nothingOfThePageIsKeptOrComesFromElsewhere() {
    Answer page = Browser.loggedIn(aSubscriber(GATEWAY)).get("/settings");

    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.body()).doesNotContainPattern("(src|href)=\"(https?:)?//(?!localhost)");
  }
}
