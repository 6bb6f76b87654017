package org.twofold.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.twofold.system.Subscriber.aSubscriber;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guide by e-mail, word for word, in a real browser. */
@ExtendWith(Stack.class)
@Execution(ExecutionMode.SAME_THREAD)
class BrowserJourneyIT {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static Playwright playwright;
  private static Browser browser;

  private final Stack.Running stack;

  BrowserJourneyIT(Stack.Running stack) {
    this.stack = stack;
  }

  @BeforeAll
  static void startBrowser() {
    Path chromium =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    assumeTrue(
        chromium != null,
        "No Chromium here, so the browser's journey is not run; ./twofold doctor says how to install it");
    playwright = Playwright.create();
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  @AfterAll
  static void stopBrowser() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @ParameterizedTest(name = "in {0}, JavaScript {1}, {2} px wide")
  @CsvSource({"en, true, 1280", "en, false, 390", "fr, false, 1280", "fr, true, 390"})
  void sheTurnsEmailVerificationOnAndLogsInByTheMailedCode(
      String language, boolean javaScript, int width) {
    Words words = new Words(ResourceBundle.getBundle("guide", Locale.of(language)));
    Subscriber she = aSubscriber(stack, language);
    try (BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setLocale(language)
                .setJavaScriptEnabled(javaScript)
                .setViewportSize(width, 900))) {
      Page page = context.newPage();
      String shot = language + "-" + (javaScript ? "js" : "nojs") + "-" + width + "-";
      logIn(page, words, she, shot);
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(words.of("settings")))
          .first()
          .click();
      assertThat(
              page.getByRole(
                  AriaRole.HEADING, new Page.GetByRoleOptions().setName(words.of("security"))))
          .isVisible();
      assertThat(page.getByText(words.of("choose"))).isVisible();
      page.getByRole(
              AriaRole.SWITCH, new Page.GetByRoleOptions().setName(words.of("emailVerification")))
          .click();
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words.of("update")))
          .click();
      assertThat(
              page.getByRole(AriaRole.STATUS)
                  .filter(new Locator.FilterOptions().setHasText(words.of("updated"))))
          .isVisible();
      screenshot(page, shot + "settings-saved");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words.of("logOut")))
          .click();

      Instant start = Subscriber.now();
      logIn(page, words, she, shot + "again-");
      assertThat(page.getByText(words.of("checkEmail"))).isVisible();
      assertThat(page.locator("main")).hasAttribute("data-method", "EMAIL");
      screenshot(page, shot + "verify");
      String code = she.awaitCode(start);
      String wrong = code.equals("000000") ? "000001" : "000000";
      type(page, words, wrong);
      assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
      screenshot(page, shot + "verify-wrong");
      type(page, words, code.substring(0, 3) + " " + code.substring(3));
      assertThat(
              page.getByRole(
                  AriaRole.HEADING, new Page.GetByRoleOptions().setName(words.of("settings"))))
          .isVisible();
      assertThat(
              page.getByRole(
                  AriaRole.SWITCH,
                  new Page.GetByRoleOptions().setName(words.of("emailVerification"))))
          .isChecked();
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words.of("logOut")))
          .click();
      assertThat(
              page.getByRole(
                  AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words.of("logIn"))))
          .isVisible();
    }
  }

  private void logIn(Page page, Words words, Subscriber she, String shot) {
    page.navigate(stack.gateway() + "/");
    screenshot(page, shot + "login");
    page.getByLabel(words.of("email"), new Page.GetByLabelOptions().setExact(false))
        .fill(she.email());
    page.getByLabel(words.of("password")).fill(Subscriber.PASSWORD);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words.of("logIn"))).click();
  }

  private static void type(Page page, Words words, String code) {
    page.getByLabel(words.of("code")).fill(code);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words.of("verify")))
        .click();
  }

  private static void screenshot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /** The words of the guide. */
  private record Words(ResourceBundle bundle) {
    String of(String key) {
      return bundle.getString(key);
    }
  }
}
