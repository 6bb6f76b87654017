package org.twofold.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.system.Subscriber.aSubscriber;
import static org.twofold.system.Subscriber.aSubscriberWithEmailVerification;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twofold.system.Chromium.Look;

/** What pages say when something is not as usual, and the way out of it, in both languages. */
class StatesIT extends InChromium {

  private static final String NEXT = "a-new-long-password-of-hers";

  private BrowserContext window;
  private Page page;
  private Guide guide;
  private Look look;

  StatesIT(Stack.Running stack) {
    super(stack);
  }

  private void open(String language, int width) {
    look = Look.of(language, true, width);
    window = chromium.open(look);
    page = window.newPage();
    guide = Guide.in(language, page, stack.gateway());
  }

  /** Nobody else's mail meets a fault: these tests run alone, one after the other. */
  @AfterEach
  void close() {
    new Mailbox(stack.inbox()).acceptAgain();
    if (window != null) {
      window.close();
    }
  }

  @Test
  @Tag("H5")
  void aCodeThatIsLateIsSaidToBeAndStillComes() {
    String late = "Taking longer than usual";
    Subscriber she = aSubscriberWithEmailVerification(stack);
    open("en", 1280);
    Instant start = Subscriber.now();
    she.mailbox().refuseRecipients("451 4.3.0 try later");
    guide.logIn(she);
    guide.seesStatus(late);
    Chromium.screenshot(page, "states-" + look + "-delayed");
    assertThat(she.mailbox().codes(she.email(), start)).isEmpty();

    she.mailbox().acceptAgain();
    String code = she.awaitCode(start);
    assertThat(page.getByText(late)).isHidden();
    guide.type(code);
    assertThat(guide.heading("settings")).isVisible();
  }

  @Test
  @Tag("H5")
  void aCodeThatCannotBeDeliveredIsSaidToBeAndAnotherWayLeadsIn() {
    String failed = "N'a pas pu être remis : essayez une autre méthode, ou envoyez-le à nouveau.";
    Subscriber she = aSubscriber(stack, "fr");
    Settings hers = she.settings(she.sessionToken());
    String backupCode = hers.backupCodes().body().at("/codes/0").asString("");
    assertThat(hers.toggle(true, false, false).status()).isEqualTo(200);
    open("fr", 390);
    she.mailbox().refuseRecipients("550 5.1.1 no such mailbox");
    guide.logIn(she);
    guide.seesStatus(failed);
    Chromium.screenshot(page, "states-" + look + "-failed");

    guide.tryAnotherWay("Code de sauvegarde");
    assertThat(page.locator("main")).hasAttribute("data-method", "BACKUP_CODE");
    page.locator("#code").fill(backupCode);
    guide.button("verify").click();
    assertThat(guide.heading("settings")).isVisible();
  }

  @Test
  void threeBackupCodesLeftAreWarnedOfAndFourAreNot() {
    Subscriber she = aSubscriber(stack, "fr");
    Settings hers = she.settings(she.sessionToken());
    List<String> codes =
        hers.backupCodes()
            .body()
            .path("codes")
            .valueStream()
            .map(code -> code.asString(""))
            .toList();
    Api.Answer setup = hers.setUpTotp(null);
    assertThat(hers.confirmTotp(setup, new Authenticator(setup.text("secret")).code(0)).status())
        .isEqualTo(200);
    assertThat(hers.toggle(false, false, true).status()).isEqualTo(200);
    for (String code : codes.subList(0, 5)) {
      assertThat(she.verify(she.logIn(), "BACKUP_CODE", code).status()).isEqualTo(200);
    }
    open("fr", 390);

    by(she, "Code de sauvegarde", codes.get(5));
    Locator left = page.locator("#codes-name + p");
    assertThat(left).hasText("4 sur 10 restent");
    assertThat(left).hasClass("soft");
    guide.logOut();
    by(she, "Code de sauvegarde", codes.get(6));
    assertThat(left).hasText("3 sur 10 restent : créez-en bientôt de nouveaux");
    assertThat(left).hasClass("warn");
    Chromium.screenshot(page, "states-" + look + "-few-codes");
  }

  private void by(Subscriber she, String way, String code) {
    guide.logIn(she);
    guide.tryAnotherWay(way);
    assertThat(page.locator("main")).hasAttribute("data-method", "BACKUP_CODE");
    page.locator("#code").fill(code);
    guide.button("verify").click();
    assertThat(guide.heading("settings")).isVisible();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | 390  | Please wait \\d+ seconds, then try again. Your login is still open."
            + " | Google Authenticator takes no codes before today, \\d\\d:\\d\\d, after too many"
            + " wrong ones. Your login is still open. | Email"
            + " | No codes are taken before today, \\d\\d:\\d\\d, after too many wrong ones. Another"
            + " way works meanwhile.",
        "fr | 1280 | Veuillez attendre \\d+ secondes, puis réessayer. Votre connexion reste ouverte."
            + " | Google Authenticator n'accepte aucun code avant aujourd'hui à \\d\\d:\\d\\d, après"
            + " trop de codes erronés. Votre connexion est toujours ouverte. | Courrier électronique"
            + " | Aucun code n'est accepté avant aujourd'hui à \\d\\d:\\d\\d, après trop de codes"
            + " erronés. Une autre méthode fonctionne entre-temps."
      })
  @Tag("B5")
  void aMethodInADelaySaysHowLongAndAnotherWayLeadsIn(
      String language, int width, String wait, String closed, String other, String delayed) {
    Subscriber she = aSubscriber(stack, language);
    Settings hers = she.settings(she.sessionToken());
    Api.Answer setup = hers.setUpTotp(null);
    Authenticator app = new Authenticator(setup.text("secret"));
    assertThat(hers.confirmTotp(setup, app.code(0)).status()).isEqualTo(200);
    assertThat(hers.toggle(true, false, true).status()).isEqualTo(200);
    Api.Answer before = she.logIn();
    for (int i = 0; i < 5; i++) {
      assertThat(she.verify(before, "TOTP", app.wrongCode()).status()).isEqualTo(422);
    }
    open(language, width);
    Instant start = Subscriber.now();
    guide.logIn(she);
    guide.tryAnotherWay("Google Authenticator");
    assertThat(guide.heading("openApp")).isVisible();
    guide.type(app.wrongCode());
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("4");
    // the pages hear of a delay a moment after the code was refused
    Awaitility.await().until(() -> isDelayed(she.look(before)));
    guide.type(app.code(0));
    assertThat(page.getByRole(AriaRole.ALERT)).hasText(Pattern.compile(wait));
    assertThat(page.getByText(Pattern.compile(closed))).isVisible();
    Chromium.screenshot(page, "states-" + look + "-delay");

    guide.tryAnotherWay(other);
    assertThat(guide.heading("checkEmail")).isVisible();
    guide.type(she.awaitCode(start));
    assertThat(guide.heading("settings")).isVisible();
    assertThat(guide.method("authenticator").getByText(Pattern.compile(delayed))).isVisible();
    assertThat(guide.method("emailVerification").locator(".warn")).hasCount(0);
    Chromium.screenshot(page, "states-" + look + "-delay-settings");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | 1280 | Forgot your password? | new password | Set a new password"
            + " | Your new password is set, and all sessions have ended. Log in with it.",
        "fr | 390  | Mot de passe oublié ? | nouveau mot de passe | Choisir un nouveau mot de passe"
            + " | Votre nouveau mot de passe est enregistré, et toutes les sessions sont fermées."
            + " Connectez-vous avec lui."
      })
  @Tag("D1")
  void aForgottenPasswordIsSetAnewByAMailedCode(
      String language, int width, String forgot, String field, String set, String done) {
    Subscriber she = aSubscriber(stack, language);
    String session = she.sessionToken();
    open(language, width);
    page.navigate(stack.gateway() + "/login");
    page.getByText(forgot).click();
    assertThat(heading(set)).isVisible();
    Instant start = Subscriber.now();
    guide.field("email").fill(she.email());
    guide.button("sendCode").click();
    Locator code = page.locator("#code");
    assertThat(code).isFocused();
    Chromium.screenshot(page, "states-" + look + "-reset");
    code.fill(she.mailbox().awaitResetCode(she.email(), start));
    page.getByLabel(field).fill(NEXT);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(set)).click();

    guide.seesStatus(done);
    assertThat(she.api().get("/api/v1/session", session).status()).isEqualTo(401);
    assertThat(she.logIn().status()).isEqualTo(401);
    guide.field("email").fill(she.email());
    page.getByLabel(guide.word("password")).fill(NEXT);
    guide.button("logIn").click();
    assertThat(guide.heading("settings")).isVisible();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | 390  | This was not me | End all sessions and stop changes"
            + " | All sessions have ended and changes are stopped. | This link works no more"
            + " | Set a new password",
        "fr | 1280 | Ce n'était pas moi | Fermer toutes les sessions et bloquer les modifications"
            + " | Toutes les sessions sont fermées et les modifications sont bloquées."
            + " | Ce lien ne fonctionne plus | Choisir un nouveau mot de passe"
      })
  @Tag("D3")
  void whoSaysThisWasNotMeEndsEverySessionOnce(
      String language, int width, String title, String act, String done, String over, String next) {
    Subscriber she = aSubscriber(stack, language);
    String session = she.sessionToken();
    Instant start = Subscriber.now();
    assertThat(she.turnEmailVerification(true, session).status()).isEqualTo(200);
    String link = she.mailbox().awaitLink(she.email(), start);
    open(language, width);
    page.navigate(link);
    assertThat(heading(title)).isVisible();
    assertThat(she.api().get("/api/v1/session", session).status()).isEqualTo(200);
    Chromium.screenshot(page, "states-" + look + "-not-me");

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(act)).click();
    guide.seesStatus(done);
    assertThat(page.getByRole(AriaRole.BUTTON)).hasCount(0);
    Chromium.screenshot(page, "states-" + look + "-not-me-done");
    assertThat(she.api().get("/api/v1/session", session).status()).isEqualTo(401);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(next)).click();
    assertThat(heading(next)).isVisible();
    page.navigate(link);
    assertThat(heading(over)).isVisible();
  }

  private static boolean isDelayed(Api.Answer login) {
    return login
        .body()
        .path("methods")
        .valueStream()
        .anyMatch(
            way -> way.path("method").asString("").equals("TOTP") && way.hasNonNull("lockedUntil"));
  }

  private Locator heading(String text) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
  }
}
