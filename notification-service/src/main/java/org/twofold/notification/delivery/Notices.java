package org.twofold.notification.delivery;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.twofold.events.AccountErased;
import org.twofold.events.AccountSwitched;
import org.twofold.events.AddressChanged;
import org.twofold.events.ChangesStopped;
import org.twofold.events.FactorChanged;
import org.twofold.events.FactorToggled;
import org.twofold.events.LoginSucceeded;
import org.twofold.events.PasswordChange;
import org.twofold.events.PasswordChanged;
import org.twofold.events.SessionEnd;
import org.twofold.events.SessionEnded;
import org.twofold.notification.template.Matter;

/** What the recipients inside an event are told. */
final class Notices {

  private Notices() {}

  /** Null where the event is none that anybody is told of. */
  static @Nullable Matter matter(SpecificRecord event) {
    return switch (event) {
      case FactorToggled toggled -> toggled(toggled);
      case FactorChanged changed -> changed(changed);
      case PasswordChanged changed ->
          new Matter(
              changed.getChange() == PasswordChange.RESET ? "password.reset" : "password.changed");
      case AddressChanged changed -> new Matter("address.changed");
      case SessionEnded ended ->
          new Matter(
              ended.getReason() == SessionEnd.OPERATOR ? "session.bySupport" : "session.ended");
      case ChangesStopped stopped -> new Matter("changes.stopped");
      case AccountSwitched switched ->
          new Matter(switched.getOn() ? "account.enabled" : "account.disabled");
      case AccountErased erased -> new Matter("account.erased");
      case LoginSucceeded succeeded -> new Matter("login.newDevice");
      default -> null;
    };
  }

  private static Matter toggled(FactorToggled event) {
    return new Matter(event.getOn() ? "factor.on" : "factor.off", event.getMethod().name(), null);
  }

  private static @Nullable Matter changed(FactorChanged event) {
    boolean bySupport = event.getOperator() != null;
    String key =
        switch (event.getChange()) {
          case ENROLLED -> "factor.enrolled";
          case REPLACED -> "factor.replaced";
          case REMOVED -> bySupport ? "factor.removedBySupport" : "factor.removed";
          case PHONE_CHANGED -> "factor.phoneChanged";
          case BACKUP_CODES_ISSUED -> "factor.codesIssued";
          case BACKUP_CODE_USED -> "factor.codeUsed";
          case LOCKED -> "factor.locked";
          case UNLOCKED -> bySupport ? "factor.unlockedBySupport" : "factor.unlocked";
          case REMOVAL_ASKED -> "factor.removalAsked";
          case REMOVAL_STOPPED -> "factor.removalStopped";
          case UNKNOWN -> null;
        };
    return key == null
        ? null
        : new Matter(key, event.getMethod().name(), event.getRemaining(), event.getDueAt());
  }
}
