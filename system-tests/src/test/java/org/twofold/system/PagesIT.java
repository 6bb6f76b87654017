package org.twofold.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.system.Subscriber.aSubscriber;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twofold.system.Chromium.Look;

/** What people expect of a page that asks for codes. */
class PagesIT extends InChromium {

  private static final LocatorAssertions.ContainsTextOptions AT_ONCE =
      new LocatorAssertions.ContainsTextOptions().setTimeout(100);

  private static final Look DESKTOP = Look.of("en", true, 1280);
  private static final int PAGE_WEIGHT = 30 * 1024;

  private BrowserContext window;
  private Page page;
  private Guide guide;

  PagesIT(Stack.Running stack) {
    super(stack);
  }

  @BeforeEach
  void open() {
    window = chromium.open(DESKTOP);
    page = window.newPage();
    guide = Guide.in("en", page, stack.gateway());
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void aPhoneOffersTheCodeAndTheResendIsCountedDown() {
    Subscriber she = aSubscriber(stack);
    she.turnEmailVerification(true, she.sessionToken());
    page.clock().install();
    guide.logIn(she);

    Locator code = guide.field("code");
    assertThat(code).hasAttribute("autocomplete", "one-time-code");
    assertThat(code).hasAttribute("inputmode", "numeric");
    assertThat(code).isFocused();
    String domain = she.email().substring(she.email().lastIndexOf('.'));
    assertThat(page.getByText("We sent 6 digits to s•••@e•••" + domain)).isVisible();
    page.clock().runFor(1_000);
    Locator again =
        page.getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(java.util.regex.Pattern.compile("Send again in")));
    assertThat(again).isDisabled();
    page.clock().runFor(32_000);
    assertThat(
            page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send again").setExact(true)))
        .isEnabled();
    guide.seesStatus("You can have the code sent again now.");
  }

  @Test
  void withoutJavaScriptTheServerRefusesAResendThatComesTooSoon() {
    Subscriber she = aSubscriber(stack);
    she.turnEmailVerification(true, she.sessionToken());
    try (BrowserContext plain = chromium.open(Look.of("en", false, 390))) {
      Page hers = plain.newPage();
      Guide.in("en", hers, stack.gateway()).logIn(she);
      hers.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send again")).click();

      assertThat(hers.getByRole(AriaRole.ALERT)).containsText("A code was just sent.");
    }
  }

  @Test
  void theCodeOfATextMessageIsReadByTheBrowser() {
    Subscriber she = aSubscriber(stack);
    String number = "+3361" + ThreadLocalRandom.current().nextInt(1_000_000, 9_999_999);
    window.addInitScript(
        """
        window.OTPCredential = class {};
        navigator.credentials.get = (wanted) => new Promise((read) => {
          window.textMessage = (code) => read({ code });
          window.wanted = JSON.stringify(wanted.otp);
        });
        """);
    guide.logIn(she);
    Instant start = Subscriber.now();
    guide.setUp("smsVerification");
    guide.field("number").fill(number);
    guide.button("sendCode").click();
    String code = she.mailbox().awaitText(number, start);
    assertThat(guide.field("code")).isVisible();
    page.waitForFunction("() => window.textMessage !== undefined");

    assertThat(page.evaluate("window.wanted")).isEqualTo("{\"transport\":[\"sms\"]}");
    page.evaluate("code => window.textMessage(code)", code);
    guide.seesStatus("Your phone number is verified.");
  }

  @Test
  void backupCodesAreCopiedLoadedPrintedAndKeptBeforeSheGoesOn() throws IOException {
    window.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    window.addInitScript("window.print = () => (window.printed = true)");
    guide.logIn(aSubscriber(stack));
    press("Get codes");
    assertThat(page.getByText("They are shown this once")).isVisible();
    List<String> codes = page.locator("#codes code").allTextContents();
    assertThat(codes).hasSize(10).allMatch(code -> code.matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"));

    press("Copy");
    assertThat(page.getByText("Copied")).isVisible();
    assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(String.join("\n", codes));
    Download file = page.waitForDownload(() -> press("Download"));
    assertThat(Files.readString(file.path())).contains(codes).contains("Twofold backup codes");
    press("Print");
    assertThat(page.evaluate("window.printed")).isEqualTo(true);
    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
    assertThat(page.getByText("Twofold backup codes")).isVisible();
    assertThat(guide.button("update")).isHidden();
    Chromium.screenshot(page, "backup-codes-printed");
    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.SCREEN));

    press("Go on");
    assertThat(page.locator("#codes")).isVisible();
    page.getByLabel("I saved them").check();
    press("Go on");
    assertThat(page.locator("#codes")).isHidden();
    assertThat(page.getByText("10 of 10 left")).isVisible();
  }

  @Test
  void whatIsNotSavedIsCountedAndSaidBeforeSheLeaves() {
    guide.logIn(aSubscriber(stack));
    guide.toggle("emailVerification").click();
    assertThat(page.getByText("1 change not saved")).isVisible();
    List<String> asked = new CopyOnWriteArrayList<>();
    page.onDialog(
        dialog -> {
          asked.add(dialog.message());
          dialog.dismiss();
        });

    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Activity")).click();

    assertThat(asked).containsExactly("What you changed is not saved. Leave without saving?");
    assertThat(guide.toggle("emailVerification")).isChecked();
    guide.button("update").click();
    guide.seesStatus(guide.word("updated"));
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Activity")).click();
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Activity")))
        .isVisible();
    // the activity hears of it by an event, and the page is as it was when it was drawn
    Awaitility.await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              page.reload();
              assertThat(page.locator("main"))
                  .containsText("Email Verification was turned on", AT_ONCE);
            });
    Chromium.screenshot(page, "activity");
  }

  @Test
  void theLastMethodIsNotTurnedOffSilently() {
    Subscriber she = aSubscriber(stack);
    guide.logIn(she);
    guide.toggle("emailVerification").click();
    guide.button("update").click();
    guide.seesStatus(guide.word("updated"));
    guide.toggle("emailVerification").click();
    guide.button("update").click();

    assertThat(page.getByRole(AriaRole.ALERT))
        .containsText("Without it your password alone opens your account.");
    press("Turn it off");
    guide.seesStatus(guide.word("updated"));
    assertThat(guide.toggle("emailVerification")).not().isChecked();
  }

  @Test
  void otherDevicesAreSignedOutOneByOneOrTogether() {
    Subscriber she = aSubscriber(stack);
    String api = she.sessionToken();
    guide.logIn(she);
    assertThat(page.getByText("Chrome on Linux")).isVisible();

    press("Sign out Unknown device");
    guide.seesStatus("That device was signed out.");
    assertThat(she.api().get("/api/v1/session", api).status()).isEqualTo(401);
    List<String> others = List.of(she.sessionToken(), she.sessionToken());
    page.reload();
    press("Sign out all other devices");
    guide.seesStatus("All other devices were signed out.");

    assertThat(others).allMatch(token -> she.api().get("/api/v1/session", token).status() == 401);
    page.reload();
    assertThat(guide.heading("settings")).isVisible();
  }

  @Test
  void thePageIsLightAndDrawnWithoutBeingLoadedAgain() {
    Subscriber she = aSubscriber(stack);
    guide.logIn(she);
    assertThat(guide.heading("settings")).isVisible();
    try (BrowserContext cold = chromium.open(DESKTOP)) {
      cold.addCookies(window.cookies());
      Page hers = cold.newPage();
      List<Response> loaded = new CopyOnWriteArrayList<>();
      hers.onResponse(loaded::add);
      hers.navigate(stack.gateway() + "/settings");
      hers.waitForLoadState();

      Map<String, Integer> weights =
          loaded.stream()
              .map(Response::url)
              .distinct()
              .collect(Collectors.toMap(url -> url, url -> compressed(url, cold)));
      assertThat(weights).hasSizeBetween(4, 8);
      assertThat(weights.values().stream().mapToInt(size -> size).sum())
          .as("%s", weights)
          .isLessThan(PAGE_WEIGHT);
    }
    page.evaluate("window.loadedOnce = true");
    guide.setUp("smsVerification");
    assertThat(guide.field("number")).isFocused();
    assertThat(page.evaluate("window.loadedOnce")).isEqualTo(true);
  }

  /** Bytes of a body as they travel. */
  private static int compressed(String url, BrowserContext hers) {
    String cookies =
        hers.cookies().stream()
            .map(cookie -> cookie.name + "=" + cookie.value)
            .collect(Collectors.joining("; "));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url))
                  .header("Accept-Encoding", "gzip")
                  .header("Cookie", cookies)
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray())
          .body()
          .length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void press(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first()
        .click();
  }
}
