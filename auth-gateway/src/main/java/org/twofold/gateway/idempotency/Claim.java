package org.twofold.gateway.idempotency;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * A key that somebody used.
 *
 * @param id a keyed hash of caller, path and key
 * @param body a keyed hash of the request's body
 * @param claimedAt when the request that is under way began
 * @param status of the answer; null while there is none
 * @param answer its body; null where it is made anew, because it had a token
 * @param loginId the login that the answer was about; null for other answers
 */
record Claim(
    @Id String id,
    String body,
    Instant claimedAt,
    @Nullable Integer status,
    @Nullable String answer,
    @Nullable String loginId) {}
