package org.twofold.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.system.Subscriber.aSubscriber;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twofold.system.Chromium.Look;

/**
 * Every page and state by axe, in light and dark, narrow and wide; and nothing that the policy
 * forbids.
 */
class AccessibilityIT extends InChromium {

  AccessibilityIT(Stack.Running stack) {
    super(stack);
  }

  @ParameterizedTest
  @CsvSource({"en, 1280, LIGHT", "fr, 320, DARK"})
  @Tag("E3")
  void noPageShutsAnybodyOut(String language, int width, ColorScheme scheme) {
    Look look = new Look(language, true, width, scheme);
    Subscriber she = aSubscriber(stack, language);
    List<String> forbidden = new CopyOnWriteArrayList<>();
    try (BrowserContext window = chromium.open(look)) {
      Page page = window.newPage();
      page.onConsoleMessage(
          said -> {
            if (said.text().contains("Content Security Policy")) {
              forbidden.add(said.text());
            }
          });
      Guide guide = Guide.in(language, page, stack.gateway());
      for (String path : List.of("/login", "/signup", "/password-reset", "/nowhere")) {
        page.navigate(stack.gateway() + path);
        check(page, look, path.substring(1));
      }
      settings(guide, page, she, look);
      verify(guide, page, she, look);
    }
    assertThat(forbidden).isEmpty();
  }

  private static void settings(Guide guide, Page page, Subscriber she, Look look) {
    guide.logIn(she);
    assertThat(guide.heading("settings")).isVisible();
    check(page, look, "settings");
    guide.setUp("smsVerification");
    guide.field("number").fill("12");
    guide.button("sendCode").click();
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    check(page, look, "settings-number-wrong");
    guide.setUp("authenticator");
    assertThat(page.locator(".qr")).isVisible();
    check(page, look, "settings-qr");
    page.locator("button[formaction='/settings/codes']").first().click();
    assertThat(page.locator("#codes")).isVisible();
    check(page, look, "settings-codes");
    page.locator("button[formaction='/settings/erase']").first().click();
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    check(page, look, "settings-question");
    page.locator("button[formaction='/settings/password']").first().click();
    assertThat(page.locator("#current")).isFocused();
    check(page, look, "settings-password");
    guide.toggle("emailVerification").click();
    guide.button("update").click();
    guide.seesStatus(guide.word("updated"));
    page.locator("nav a[href='/activity']").click();
    assertThat(page.locator(".when").first()).isVisible();
    check(page, look, "activity");
    guide.logOut();
  }

  private static void verify(Guide guide, Page page, Subscriber she, Look look) {
    Instant start = Subscriber.now();
    guide.logIn(she);
    assertThat(guide.heading("checkEmail")).isVisible();
    String code = she.awaitCode(start);
    guide.type(code.equals("000000") ? "000001" : "000000");
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    page.getByText(guide.word("otherWay")).click();
    check(page, look, "verify-wrong");
  }

  /** Wider than the window nothing may be either: reflow at 320 px (WCAG 1.4.10). */
  private static void check(Page page, Look look, String name) {
    Chromium.screenshot(page, "axe-" + look + "-" + name);
    assertThat(new AxeBuilder(page).analyze().getViolations()).as("%s %s", look, name).isEmpty();
    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("%s %s fits its width", look, name)
        .isTrue();
  }
}
