package org.twofold.mfa.challenge;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.mfa.lockout.CodeSubject;
import org.twofold.mfa.lockout.FactorRef;

/**
 * A challenge as it stands in the database: no code, in no form, and no destination.
 *
 * @param loginId the login or registration that asked for it, and the only one that it can serve
 * @param startedAt its code belongs to this moment
 * @param sends the highest number of a message that was asked for
 * @param attempts tries that were counted, at most five
 * @param consumedBy the login that used it up; null while it is open
 * @param repeats tries of that same login after it was used up, at most five
 * @param refusals tries after its end that were written down, at most five
 */
record Challenge(
    @Id String id,
    String userId,
    String loginId,
    Method method,
    Purpose purpose,
    Instant startedAt,
    Instant expiresAt,
    int sends,
    int attempts,
    @Nullable String consumedBy,
    int repeats,
    int refusals) {

  /** Tries that a challenge takes. */
  static final int MOST_ATTEMPTS = 5;

  private static final Set<Purpose> OF_A_FACTOR =
      EnumSet.of(Purpose.LOGIN, Purpose.REAUTHENTICATION);

  private static final Set<Purpose> DECOYS =
      EnumSet.of(Purpose.SIGN_UP_KNOWN, Purpose.PASSWORD_RESET_UNKNOWN);

  /** The factor whose failures are counted too; null where an address is proven, which is none. */
  @Nullable FactorRef factor() {
    return OF_A_FACTOR.contains(purpose) ? new FactorRef(userId, method) : null;
  }

  /** What its events say of it. */
  CodeSubject subject() {
    return new CodeSubject(userId, loginId, id, id, method, purpose);
  }

  /** Whether no code can ever be right: nobody was sent one. */
  boolean isDecoy() {
    return DECOYS.contains(purpose);
  }

  /** Whether it is the one that an event asks for: in all that its messages have in common. */
  boolean isSameAs(Challenge other) {
    return id.equals(other.id)
        && userId.equals(other.userId)
        && loginId.equals(other.loginId)
        && method == other.method
        && purpose == other.purpose
        && startedAt.equals(other.startedAt)
        && expiresAt.equals(other.expiresAt);
  }

  boolean isOver(Instant now) {
    return !expiresAt.isAfter(now);
  }

  /** Tries that are left to whoever may still try. */
  int attemptsLeft() {
    return Math.max(0, MOST_ATTEMPTS - (consumedBy == null ? attempts : repeats));
  }
}
