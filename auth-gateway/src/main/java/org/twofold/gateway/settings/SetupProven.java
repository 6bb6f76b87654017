package org.twofold.gateway.settings;

import org.twofold.gateway.account.Account;
import org.twofold.gateway.mfa.Verification;

/** What became of a code that finishes a set-up. */
public sealed interface SetupProven {

  /** It stands. */
  record Saved(Account account) implements SetupProven {}

  /** The code was not accepted. */
  record Refused(Verification why) implements SetupProven {}

  /** The account has no such set-up. */
  record Unknown() implements SetupProven {}

  /** There are as many authenticators as there can be by now; one must be replaced. */
  record TooMany() implements SetupProven {}

  /** The address belongs to another account by now. */
  record Taken() implements SetupProven {}
}
