package org.twofold.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The browser of one test class. Its pictures are kept. */
final class Chromium implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** Of a machine that builds something else beside it. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** How a page is looked at. */
  record Look(String language, boolean javaScript, int width, ColorScheme scheme) {

    static Look of(String language, boolean javaScript, int width) {
      return new Look(
          language, javaScript, width, width < 500 ? ColorScheme.DARK : ColorScheme.LIGHT);
    }

    @Override
    public String toString() {
      return language
          + (javaScript ? "-js-" : "-nojs-")
          + width
          + "-"
          + scheme.name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  static Chromium start() {
    Path executable =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    assumeTrue(
        executable != null,
        "No Chromium here, so nothing is seen in a browser; ./twofold doctor says how to install it");
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
    Playwright playwright = Playwright.create();
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    return new Chromium(playwright, browser);
  }

  /** A new window that knows nothing of the others. */
  BrowserContext open(Look look) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setLocale(look.language())
            .setJavaScriptEnabled(look.javaScript())
            .setColorScheme(look.scheme())
            .setViewportSize(look.width(), 900));
  }

  static void screenshot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
