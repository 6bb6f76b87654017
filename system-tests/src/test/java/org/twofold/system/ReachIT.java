package org.twofold.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.twofold.system.Subscriber.aSubscriber;
import static org.twofold.system.Subscriber.aSubscriberWithEmailVerification;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twofold.system.Chromium.Look;

/** The pages enlarged to 400 %, by keyboard alone, without motion, and on paper. */
class ReachIT extends InChromium {

  /** 1280 by 1024 pixels at 400 % (WCAG 1.4.10). */
  private static final int ZOOMED_WIDTH = 320;

  private static final int ZOOMED_HEIGHT = 256;
  private static final int MOST_TABS = 60;

  /** What can be focused and yet is not to be seen where it is: off the window, or covered. */
  private static final String COVERED =
      """
      () => {
        const covered = [];
        for (const element of document.querySelectorAll(
            "a[href], button, input:not([type=hidden]), select, summary")) {
          if (element.disabled || element.tabIndex < 0 || !element.checkVisibility()) continue;
          element.focus();
          const box = element.getClientRects()[0]; // a link may go over two lines
          const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          const seen = hit && (element.contains(hit) || hit.closest("label")?.control === element);
          if (!seen) covered.push(element.outerHTML.slice(0, 120));
        }
        return covered;
      }
      """;

  private BrowserContext window;
  private Page page;
  private Guide guide;

  ReachIT(Stack.Running stack) {
    super(stack);
  }

  private void open(Look look) {
    window = chromium.open(look);
    page = window.newPage();
    guide = Guide.in(look.language(), page, stack.gateway());
  }

  @AfterEach
  void close() {
    if (window != null) {
      window.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fr"})
  void at400PercentNothingScrollsSidewaysAndEverythingIsReached(String language) {
    Subscriber she = aSubscriberWithEmailVerification(stack, language);
    open(Look.of(language, true, ZOOMED_WIDTH));
    page.setViewportSize(ZOOMED_WIDTH, ZOOMED_HEIGHT);
    page.navigate(stack.gateway() + "/login");
    assertReached(language, "login");
    Instant start = Subscriber.now();
    guide.logIn(she);
    assertThat(guide.heading("checkEmail")).isVisible();
    assertReached(language, "verify");
    guide.type(she.awaitCode(start));
    assertThat(guide.heading("settings")).isVisible();
    assertReached(language, "settings");
    guide.setUp("smsVerification");
    assertThat(page.locator("#number")).isFocused();
    assertReached(language, "number");
    page.locator("#number").fill(Settings.aNumber());
    guide.button("sendCode").click();
    assertThat(guide.field("code")).isVisible();
    assertReached(language, "number-code");
    guide.setUp("authenticator");
    assertThat(page.locator(".qr")).isVisible();
    assertReached(language, "authenticator");
    opens("codes", "#codes", language);
    opens("address", "#address", language);
    opens("password", "#current", language);
    opens("erase", "[role=alert]", language);
  }

  private void opens(String panel, String shows, String language) {
    page.locator("button[formaction='/settings/" + panel + "']").first().click();
    assertThat(page.locator(shows).first()).isVisible();
    assertReached(language, panel);
  }

  private void assertReached(String language, String name) {
    Chromium.screenshot(page, "reach-" + language + "-400-" + name);
    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("%s fits its width", name)
        .isTrue();
    assertThat((List<?>) page.evaluate(COVERED)).as("%s: covered while focused", name).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"en, true", "fr, false"})
  void theGuideIsFollowedByKeyboardAlone(String language, boolean javaScript) {
    Subscriber she = aSubscriber(stack, language);
    open(Look.of(language, javaScript, 1280));
    logIn(she);
    assertThat(guide.heading("settings")).isVisible();
    press(guide.toggle("emailVerification"), "Space");
    Authenticator app = setsUpEverything(she);
    press(guide.button("update"), "Enter");
    guide.seesStatus(guide.word("updated"));
    logOut();

    Instant start = Subscriber.now();
    logIn(she);
    assertThat(guide.heading("checkEmail")).isVisible();
    typeAndEnter(guide.field("code"), she.awaitCode(start));
    assertThat(guide.heading("settings")).isVisible();
    logOut();

    logIn(she);
    press(page.locator("summary"), "Space");
    Locator byApp = page.getByRole(AriaRole.BUTTON, named("Google Authenticator"));
    press(byApp, "Enter");
    assertThat(guide.heading("openApp")).isVisible();
    typeAndEnter(guide.field("code"), app.code(1));
    assertThat(guide.heading("settings")).isVisible();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private void logOut() {
    press(guide.button("logOut"), "Enter");
    assertThat(guide.button("logIn")).isVisible();
  }

  private void logIn(Subscriber she) {
    page.navigate(stack.gateway() + "/login");
    assertThat(guide.field("email")).isFocused();
    page.keyboard().type(she.email());
    page.keyboard().press("Tab");
    typeAndEnter(page.getByLabel(guide.word("password")), Subscriber.PASSWORD);
  }

  private Authenticator setsUpEverything(Subscriber she) {
    String number = Settings.aNumber();
    Instant start = Subscriber.now();
    press(setUp("smsVerification"), "Enter");
    typeAndEnter(guide.field("number"), number);
    typeAndEnter(guide.field("code"), she.mailbox().awaitText(number, start));
    assertThat(guide.toggle("smsVerification")).isChecked();
    press(setUp("authenticator"), "Space");
    assertThat(page.locator(".qr")).isVisible();
    page.setViewportSize(1280, 2400);
    Authenticator app = new Authenticator(QrPicture.secret(page.locator(".qr svg")));
    page.setViewportSize(1280, 900);
    typeAndEnter(guide.field("code"), app.code(0));
    assertThat(guide.toggle("authenticator")).isChecked();
    assertThat(guide.toggle("emailVerification")).isChecked();
    return app;
  }

  private Locator setUp(String method) {
    return guide
        .method(method)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(guide.word("setUp")));
  }

  /** Into the field that has the focus already. */
  private void typeAndEnter(Locator field, String text) {
    assertThat(field).isFocused();
    page.keyboard().type(text);
    page.keyboard().press("Enter");
  }

  /** By Tab to what is wanted, whose outline is to be seen, and then the key. */
  private void press(Locator wanted, String key) {
    assertThat(wanted).isVisible();
    for (int i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      if ((Boolean) wanted.evaluate("element => element === document.activeElement")) {
        assertThat(wanted).hasCSS("outline-style", "solid");
        assertThat(wanted).hasCSS("outline-width", "3px");
        page.keyboard().press(key);
        return;
      }
    }
    fail("No Tab leads to %s", wanted);
  }

  @Test
  void nothingMovesForWhoWantsNoMotionAndPaperHasTheCodesAndNothingElse() {
    Subscriber she = aSubscriber(stack, "fr");
    open(new Look("fr", true, 1280, ColorScheme.DARK));
    guide.logIn(she);
    assertThat(guide.heading("settings")).isVisible();
    assertThat(moving()).isTrue();
    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    assertThat(moving()).isFalse();

    page.locator("button[formaction='/settings/codes']").click();
    assertThat(page.locator("#codes")).isVisible();
    List<String> wanted = new ArrayList<>();
    wanted.add("Codes de sauvegarde Twofold");
    wanted.add(she.email());
    wanted.addAll(page.locator("#codes code").allTextContents());
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    List<String> printed =
        page.locator("body")
            .innerText()
            .lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty())
            .toList();
    assertThat(printed).hasSameSizeAs(wanted);
    assertThat(printed.get(1)).matches("\\Q" + she.email() + "\\E · \\d{1,2} \\S+ \\d{4}");
    wanted.set(1, printed.get(1));
    assertThat(printed).isEqualTo(wanted);
    assertThat(page.locator("#codes code").first()).hasCSS("color", "rgb(0, 0, 0)");
    assertThat(page.locator("body")).hasCSS("background-color", "rgb(255, 255, 255)");
    Chromium.screenshot(page, "reach-fr-paper");
  }

  /** Whether anything would change by and by. */
  private boolean moving() {
    return (Boolean)
        page.evaluate(
            """
            () => [...document.querySelectorAll("*")].map((one) => getComputedStyle(one)).some(
                (style) => style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0)
                    || style.animationName !== "none")
            """);
  }
}
