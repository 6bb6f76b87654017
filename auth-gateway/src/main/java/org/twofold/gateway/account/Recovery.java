package org.twofold.gateway.account;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was done to win an account back, and what that leaves behind.
 *
 * @param changesStopped whether nothing about logging in changes until the password is reset
 * @param emailRests whether EMAIL is no second factor beside another method: the password was reset
 *     by it, and one mailbox must not be both (D1)
 * @param lastReset the reset that set the password; null before the first
 * @param usedLinks the links that were used, with when they are over
 */
public record Recovery(
    boolean changesStopped,
    boolean emailRests,
    @Nullable String lastReset,
    Map<String, Instant> usedLinks) {

  /** Nothing was. */
  public static final Recovery NONE = new Recovery(false, false, null, Map.of());

  /** One that was written before links has none. */
  public Recovery {
    usedLinks = usedLinks == null ? Map.of() : usedLinks;
  }

  /** Whether that link did its work already. */
  public boolean hasUsed(String linkId) {
    return usedLinks.containsKey(linkId);
  }

  /** After a link that stops all changes; links that are over need not be remembered. */
  public Recovery stoppedBy(String linkId, Instant linkExpiresAt, Instant now) {
    Map<String, Instant> used = new HashMap<>(usedLinks);
    used.values().removeIf(end -> !end.isAfter(now));
    used.put(linkId, linkExpiresAt);
    return new Recovery(true, emailRests, lastReset, used);
  }

  /** After a password reset: changes are possible again, by more than the mailbox alone. */
  public Recovery resetBy(String resetId) {
    return new Recovery(false, true, resetId, usedLinks);
  }
}
