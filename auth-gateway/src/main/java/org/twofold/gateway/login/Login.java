package org.twofold.gateway.login;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * A login and the session that it becomes: one document.
 *
 * <pre>
 * REFUSED                       the password was wrong, or there is no such account
 * PENDING --code--> COMPLETE    the session, until it ends or expires
 *                   ENDED
 * </pre>
 *
 * @param userId null where REFUSED for an unknown address
 * @param tokenHash of the one token that opens it now; null where REFUSED
 * @param challenge null where no code was sent
 * @param expiresAt of the login while PENDING, of the session when COMPLETE
 * @param sessionEpoch the account's when it was completed
 * @param aal null until COMPLETE
 */
record Login(
    @Id String id,
    @Nullable String userId,
    Status status,
    @Nullable String tokenHash,
    @Nullable SentChallenge challenge,
    Instant startedAt,
    Instant expiresAt,
    long sessionEpoch,
    @Nullable AssuranceLevel aal,
    List<String> amr,
    @Nullable Instant authenticatedAt,
    @Nullable Instant lastSeenAt,
    @Nullable String device) {

  /** Where it stands. */
  enum Status {
    REFUSED,
    PENDING,
    COMPLETE,
    ENDED
  }
}
