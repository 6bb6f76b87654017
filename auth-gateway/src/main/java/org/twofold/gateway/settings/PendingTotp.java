package org.twofold.gateway.settings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * An authenticator that waits for its first code.
 *
 * @param id of the authenticator
 * @param replaces the authenticator that works until this one is confirmed; null: this one is added
 */
record PendingTotp(
    @Id String id, String userId, String name, @Nullable String replaces, Instant expiresAt) {}
