package org.twofold.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Locale;
import java.util.ResourceBundle;

/** A person who follows the guide: finds everything by its role and its exact words. */
record Guide(Page page, String gateway, ResourceBundle words) {

  static Guide in(String language, Page page, String gateway) {
    return new Guide(page, gateway, ResourceBundle.getBundle("guide", Locale.of(language)));
  }

  String word(String key) {
    return words.getString(key);
  }

  void logIn(Subscriber she) {
    page.navigate(gateway + "/");
    field("email").fill(she.email());
    page.getByLabel(word("password")).fill(Subscriber.PASSWORD);
    button("logIn").click();
  }

  void logOut() {
    button("logOut").click();
    assertThat(button("logIn")).isVisible();
  }

  Locator field(String key) {
    return page.getByLabel(word(key)).first();
  }

  Locator button(String key) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(word(key)).setExact(true));
  }

  Locator heading(String key) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(word(key)));
  }

  /** The row of a method. */
  Locator method(String key) {
    return page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(word(key)));
  }

  Locator toggle(String key) {
    return method(key)
        .getByRole(AriaRole.SWITCH, new Locator.GetByRoleOptions().setName(word(key)));
  }

  void setUp(String key) {
    method(key)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(word("setUp")))
        .click();
  }

  void type(String code) {
    field("code").fill(code.substring(0, 3) + " " + code.substring(3));
    button("verify").click();
  }

  void seesStatus(String text) {
    assertThat(page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText(text)))
        .isVisible();
  }

  /** Another way, by the words of its button. */
  void tryAnotherWay(String words) {
    page.getByText(word("otherWay"), new Page.GetByTextOptions().setExact(true)).click();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words)).click();
  }
}
