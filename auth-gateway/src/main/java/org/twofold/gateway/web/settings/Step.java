package org.twofold.gateway.web.settings;

import org.jspecify.annotations.Nullable;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.web.CodeRefusal;

/** How the page goes on after an action. */
sealed interface Step {

  /** Something opens; null: what was open closes. */
  record Open(@Nullable Panel panel) implements Step {}

  /**
   * The account changed on the way; what is not saved stays so.
   *
   * @param draft as it is from now on
   * @param said key of what is confirmed
   */
  record Changed(Account account, Draft draft, @Nullable Panel panel, String said)
      implements Step {}

  /**
   * What was typed was not taken.
   *
   * @param panel stays open; null: the sentence stands at the top
   * @param field that it is said beside; empty: at the top
   */
  record Refused(@Nullable Panel panel, String field, CodeRefusal why) implements Step {}

  /** The session must be proven again first. */
  record Prove() implements Step {}

  /** To another page. */
  record Leave(String view) implements Step {}
}
