package org.twofold.gateway.login;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Cause;
import org.twofold.gateway.client.Whereabouts;

/**
 * A session that its token opened, with the account as it stands now.
 *
 * @param id the login that it was
 * @param isFresh whether its authentication is young enough for a change of the security settings
 * @param device browser and system; null where not known
 * @param whereabouts from where it began
 */
public record Session(
    String id,
    Account account,
    AssuranceLevel aal,
    List<String> amr,
    Instant authenticatedAt,
    Instant expiresAt,
    boolean isFresh,
    @Nullable String device,
    Whereabouts whereabouts) {

  /** The same session, after its account changed. */
  public Session of(Account next) {
    return new Session(
        id, next, aal, amr, authenticatedAt, expiresAt, isFresh, device, whereabouts);
  }

  /** What a change belongs to that is done at once. */
  public Cause cause() {
    return cause(id);
  }

  /** What a change belongs to that was begun under an id of its own. */
  public Cause cause(String setupId) {
    return new Cause(setupId, device, whereabouts);
  }
}
