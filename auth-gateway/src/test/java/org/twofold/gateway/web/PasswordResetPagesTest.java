package org.twofold.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT_RESET;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Browser;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;

class PasswordResetPagesTest {

  private static final String NEXT = "the next long password";
  private static final Pattern ID = Pattern.compile("name=\"id\" value=\"([^\"]+)\"");

  private final GatewayUnderTest gateway = GatewayUnderTest.shared();
  private final Browser browser = new Browser(gateway);
  private Subscriber she;

  @BeforeEach
  void aSubscriberWhoForgotHerPassword() {
    gateway.clock().set(SettableClock.NINE);
    she = aSubscriber(gateway);
  }

  @Test
  @Tag("D1")
  void thePagesLeadFromTheLoginToANewPasswordAndBackWithoutLoggingIn() {
    assertThat(browser.get("/login").body()).contains("Forgot your password?", "/password-reset");
    browser.get("/password-reset");
    Answer asked = browser.submit("/password-reset", Map.of("email", she.email()));
    assertThat(asked.status()).isEqualTo(200);

    Answer set = browser.submit("/password-reset/code", form(asked, "abcd-efgh-2345", NEXT));

    assertThat(set.header("Location")).isEqualTo("/login?say=reset");
    assertThat(browser.cookie()).isEmpty();
    assertThat(browser.get("/login?say=reset").body()).contains("Your new password is set");
    assertThat(she.knowing(NEXT).logIn().status()).isEqualTo(200);
  }

  @Test
  void anAddressThatIsNoneStaysInItsField() {
    browser.get("/password-reset");
    Answer refused = browser.submit("/password-reset", Map.of("email", "ada<b>"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body())
        .contains("value=\"ada&lt;b&gt;\"", "email-problem")
        .doesNotContain("<b>");
  }

  @Test
  void whatIsRefusedIsSaidBesideItsFieldAndNothingSecretStays() {
    browser.get("/password-reset");
    Answer asked = browser.submit("/password-reset", Map.of("email", she.email()));
    for (Map<String, String> form :
        List.of(
            form(asked, "AAAABBBBCCC", "too common: password123"),
            form(asked, "AAAABBBBCCCC", "the next long password"),
            form(asked, RIGHT_RESET, "password123"))) {
      Answer refused = browser.submit("/password-reset/code", form);
      assertThat(refused.status()).isIn(400, 422);
      assertThat(refused.body())
          .containsAnyOf("code-problem", "password-problem\" role")
          .contains(ID.matcher(asked.body()).results().findFirst().orElseThrow().group())
          .contains(she.email())
          .doesNotContain(form.get("code"), form.get("password"));
    }
    assertThat(she.logIn().status()).isEqualTo(200);
  }

  @Test
  void aResetThatIsUnknownLeadsToTheStart() {
    browser.get("/password-reset");

    Answer none =
        browser.submit(
            "/password-reset/code", Map.of("id", "x", "code", RIGHT_RESET, "password", NEXT));
    assertThat(none.header("Location")).isEqualTo("/password-reset");
  }

  @Test
  void withoutTheMfaServiceThePageSaysSoAndStays() {
    browser.get("/password-reset");
    Answer asked = browser.submit("/password-reset", Map.of("email", she.email()));
    gateway.mfa().goAway();
    try {
      Answer away = browser.submit("/password-reset/code", form(asked, RIGHT_RESET, NEXT));
      assertThat(away.status()).isEqualTo(503);
      assertThat(away.body()).contains("code-problem");
    } finally {
      gateway.mfa().mend();
    }
  }

  @Test
  void thePagesAreInFrenchToo() {
    assertThat(browser.get("/password-reset", "Accept-Language", "fr").body())
        .contains("Choisir un nouveau mot de passe", "adresse électronique");
  }

  private static Map<String, String> form(Answer page, String code, String password) {
    Matcher id = ID.matcher(page.body());
    assertThat(id.find()).isTrue();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("id", id.group(1));
    form.put(
        "email",
        Pattern.compile("name=\"email\" value=\"([^\"]+)\"")
            .matcher(page.body())
            .results()
            .findFirst()
            .orElseThrow()
            .group(1));
    form.put("code", code);
    form.put("password", password);
    return form;
  }
}
