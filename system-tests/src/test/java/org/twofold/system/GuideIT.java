package org.twofold.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.twofold.system.Subscriber.aSubscriber;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twofold.system.Chromium.Look;

/** The guide, word for word, in a real browser: all three methods, saved by one Update. */
class GuideIT extends InChromium {

  GuideIT(Stack.Running stack) {
    super(stack);
  }

  @ParameterizedTest(name = "in {0}, JavaScript {1}, {2} px wide")
  @CsvSource({"en, true, 1280", "en, false, 390", "fr, false, 1280", "fr, true, 390"})
  @Tag("A7")
  void sheSetsUpEveryMethodAndLogsInByEach(String language, boolean javaScript, int width) {
    Look look = Look.of(language, javaScript, width);
    Subscriber she = aSubscriber(stack, language);
    String number = "+3361" + ThreadLocalRandom.current().nextInt(1_000_000, 9_999_999);
    try (BrowserContext window = chromium.open(look)) {
      Page page = window.newPage();
      try {
        walk(Guide.in(language, page, stack.gateway()), page, she, number, look);
      } catch (AssertionError | PlaywrightException failed) {
        Chromium.screenshot(page, look + "-failed");
        throw failed;
      }
    }
  }

  private void walk(Guide guide, Page page, Subscriber she, String number, Look look) {
    guide.logIn(she);
    findsHerSettings(guide, page, look);
    switchesEmailOn(guide, look);
    setsUpSms(guide, page, she, number, look);
    Authenticator app = setsUpTheApp(guide, page, look);
    saves(guide, page, look);
    guide.logOut();
    logsInByEmail(guide, page, she, look);
    guide.logOut();
    logsInByTextMessage(guide, page, she, number, look);
    guide.logOut();
    logsInByTheApp(guide, page, app, she, look);
    guide.logOut();
  }

  private static void findsHerSettings(Guide guide, Page page, Look look) {
    // from another page: here its headings would be seen before the link has drawn them anew
    assertThat(guide.heading("security")).isVisible();
    page.navigate(page.url().replace("/settings", "/activity"));
    page.getByRole(
            AriaRole.LINK,
            new Page.GetByRoleOptions().setName(guide.word("settings")).setExact(true))
        .click();
    assertThat(guide.heading("security")).isVisible();
    assertThat(guide.heading("timezone")).isVisible();
    assertThat(page.getByText(guide.word("choose"))).isVisible();
    assertThat(page.getByText(guide.word("help"))).isVisible();
    Chromium.screenshot(page, look + "-1-settings");
  }

  private static void switchesEmailOn(Guide guide, Look look) {
    guide.toggle("emailVerification").click();
    if (look.javaScript()) {
      guide.seesStatus(guide.word("emailEnabled"));
    }
  }

  private static void setsUpSms(Guide guide, Page page, Subscriber she, String number, Look look) {
    Instant start = Subscriber.now();
    guide.setUp("smsVerification");
    guide.field("number").fill(number);
    guide.button("sendCode").click();
    guide.type(she.mailbox().awaitText(number, start));
    assertThat(guide.toggle("smsVerification")).isChecked();
    assertThat(guide.toggle("emailVerification")).isChecked();
    Chromium.screenshot(page, look + "-2-phone-proven");
  }

  private static Authenticator setsUpTheApp(Guide guide, Page page, Look look) {
    guide.setUp("authenticator");
    assertThat(page.getByText(guide.word("scan"))).isVisible();
    assertThat(
            page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(guide.word("appStore"))))
        .hasAttribute("href", "https://apps.apple.com/app/google-authenticator/id388497605");
    assertThat(
            page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(guide.word("playStore"))))
        .hasAttribute(
            "href",
            "https://play.google.com/store/apps/details?id=com.google.android.apps.authenticator2");
    // high enough that the bar with Update hides nothing of it
    page.setViewportSize(look.width(), 2400);
    Authenticator app = new Authenticator(QrPicture.secret(page.locator(".qr svg")));
    page.setViewportSize(look.width(), 900);
    Chromium.screenshot(page, look + "-3-qr");
    guide.type(app.wrongCode());
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    assertThat(guide.field("code")).isFocused();
    guide.type(app.code(0));
    assertThat(guide.toggle("authenticator")).isChecked();
    assertThat(guide.toggle("smsVerification")).isChecked();
    assertThat(guide.toggle("emailVerification")).isChecked();
    return app;
  }

  private static void saves(Guide guide, Page page, Look look) {
    guide.button("update").click();
    guide.seesStatus(guide.word("updated"));
    guide.seesStatus(guide.word("emailEnabled"));
    assertThat(guide.toggle("authenticator")).isChecked();
    Chromium.screenshot(page, look + "-4-saved");
  }

  private void logsInByEmail(Guide guide, Page page, Subscriber she, Look look) {
    Instant start = Subscriber.now();
    guide.logIn(she);
    assertThat(guide.heading("checkEmail")).isVisible();
    assertThat(page.locator("main")).hasAttribute("data-method", "EMAIL");
    guide.type(she.awaitCode(start));
    assertThat(guide.heading("settings")).isVisible();
    Chromium.screenshot(page, look + "-5-by-email");
  }

  private void logsInByTextMessage(
      Guide guide, Page page, Subscriber she, String number, Look look) {
    Instant start = Subscriber.now();
    guide.logIn(she);
    guide.tryAnotherWay(look.language().equals("fr") ? "Message textuel" : "Text message");
    assertThat(guide.heading("checkPhone")).isVisible();
    assertThat(page.locator("main")).hasAttribute("data-method", "SMS");
    Chromium.screenshot(page, look + "-6-verify");
    guide.type(she.mailbox().awaitText(number, start));
    assertThat(guide.heading("settings")).isVisible();
  }

  private void logsInByTheApp(
      Guide guide, Page page, Authenticator app, Subscriber she, Look look) {
    guide.logIn(she);
    assertThat(guide.heading("checkPhone")).isVisible();
    guide.tryAnotherWay("Google Authenticator");
    assertThat(guide.heading("openApp")).isVisible();
    assertThat(page.locator("main")).hasAttribute("data-method", "TOTP");
    Chromium.screenshot(page, look + "-7-by-app");
    guide.type(app.code(1));
    assertThat(guide.heading("settings")).isVisible();
  }
}
