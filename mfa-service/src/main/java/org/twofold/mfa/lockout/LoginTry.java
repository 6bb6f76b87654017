package org.twofold.mfa.lockout;

import java.time.Instant;
import org.twofold.events.Method;
import org.twofold.events.Purpose;

/**
 * Where a code that nobody sent is tried: for such a code the login is the challenge.
 *
 * @param method TOTP or BACKUP_CODE
 * @param loginExpiresAt when the login ends
 */
public record LoginTry(
    String userId, String loginId, Method method, Purpose purpose, Instant loginExpiresAt) {

  /** What such a code can be typed for. */
  public static final String PURPOSES = "LOGIN|REAUTHENTICATION";

  FactorRef factor() {
    return new FactorRef(userId, method);
  }

  /** The document that its tries are counted in. */
  String id() {
    return loginId + ":" + method.name();
  }

  /** What the events of this try say of it, that are written with such a document. */
  public CodeSubject subject(String documentId) {
    return new CodeSubject(userId, loginId, documentId, null, method, purpose);
  }
}
