package org.twofold.notification.template;

import java.util.List;

/** The keys of everything that is sent. */
public final class Matters {

  public static final List<String> ALL =
      List.of(
          "code.login",
          "code.reauthentication",
          "code.signUp",
          "code.address",
          "code.phone",
          "code.reset",
          "known",
          "factor.on",
          "factor.off",
          "factor.enrolled",
          "factor.replaced",
          "factor.removed",
          "factor.phoneChanged",
          "factor.codesIssued",
          "factor.codeUsed",
          "factor.locked",
          "factor.unlocked",
          "factor.unlockedBySupport",
          "factor.removalAsked",
          "factor.removalStopped",
          "factor.removedBySupport",
          "password.changed",
          "password.reset",
          "address.changed",
          "changes.stopped",
          "session.ended",
          "session.bySupport",
          "account.disabled",
          "account.enabled",
          "account.erased",
          "login.newDevice");

  private Matters() {}
}
