package org.twofold.gateway.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Method;

/**
 * Which methods of an account are on, and which of them to ask for: decided from its document
 * alone.
 */
public final class Methods {

  private static final List<Method> REACHING_AAL2 = List.of(Method.SMS, Method.TOTP);

  private final Account account;

  Methods(Account account) {
    this.account = account;
  }

  /** Those that are on, in the order of the guide; backup codes are none of them. */
  public List<Method> on() {
    List<Method> on = new ArrayList<>();
    if (account.emailEnabled()) {
      on.add(Method.EMAIL);
    }
    if (account.smsEnabled() && account.phone() != null) {
      on.add(Method.SMS);
    }
    if (account.totpEnabled() && !account.authenticators().isEmpty()) {
      on.add(Method.TOTP);
    }
    return on;
  }

  /** Whether a login needs a second factor. */
  public boolean isAnyOn() {
    return !on().isEmpty();
  }

  /** Whether that is the only one that is on. */
  public boolean isOnlyOn(Method method) {
    return on().equals(List.of(method));
  }

  /**
   * Those that a login may be proven by: what is on, and backup codes beside them while there are
   * any. After a reset by e-mail EMAIL is none of them while another method is on (D1).
   */
  public List<Method> offered() {
    List<Method> others = on().stream().filter(method -> method != Method.EMAIL).toList();
    return withBackupCodes(account.recovery().emailRests() && !others.isEmpty() ? others : on());
  }

  /**
   * Those that reach the highest assurance level among what is on; a backup code counts as the
   * highest.
   */
  public List<Method> ofHighestLevel() {
    List<Method> strong = on().stream().filter(REACHING_AAL2::contains).toList();
    return withBackupCodes(strong.isEmpty() ? on() : strong);
  }

  /** Whether any of those that are on reaches AAL2 (NIST SP 800-63B-4, 2.2). */
  public boolean reachAal2() {
    return on().stream().anyMatch(REACHING_AAL2::contains);
  }

  /**
   * The one to ask for first: the last used if it is not locked, else the first that is not, else
   * the first. Empty where there is none.
   *
   * @param among what may be asked for
   */
  public Optional<Method> first(List<Method> among, Instant now) {
    List<Method> open =
        among.stream()
            .filter(method -> method != Method.BACKUP_CODE)
            .filter(method -> !isClosed(method, now))
            .toList();
    return open.stream()
        .filter(method -> method.name().equals(account.lastMethod()))
        .findFirst()
        .or(() -> open.stream().findFirst())
        .or(() -> among.stream().findFirst());
  }

  /** Whether codes of a method are refused now. */
  public boolean isClosed(Method method, Instant now) {
    return closed(method, now) != null;
  }

  /** Its delay or lock; null where it takes codes. */
  public @Nullable Lock closed(Method method, Instant now) {
    Lock lock = account.locks().get(method.name());
    return lock != null && lock.isClosed(now) ? lock : null;
  }

  private List<Method> withBackupCodes(List<Method> methods) {
    BackupCodes codes = account.backupCodes();
    if (methods.isEmpty() || codes == null || codes.remaining() == 0) {
      return methods;
    }
    List<Method> all = new ArrayList<>(methods);
    all.add(Method.BACKUP_CODE);
    return all;
  }
}
