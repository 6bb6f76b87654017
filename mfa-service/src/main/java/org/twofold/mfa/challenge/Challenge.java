package org.twofold.mfa.challenge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.twofold.events.Method;
import org.twofold.events.Purpose;

/**
 * A challenge as it stands in the database: no code, in no form, and no destination.
 *
 * @param loginId the login or registration that asked for it, and the only one that it can serve
 * @param startedAt its code belongs to this moment
 * @param sends the highest number of a message that was asked for
 * @param attempts tries that were counted, at most five
 * @param consumedBy the login that used it up; null while it is open
 * @param repeats tries of that same login after it was used up, at most five
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
    int repeats) {

  /** Tries that a challenge takes. */
  static final int MOST_ATTEMPTS = 5;
}
