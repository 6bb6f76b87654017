package org.twofold.gateway.login;

import java.time.Instant;
import java.util.List;
import org.twofold.gateway.account.Account;

/**
 * A session that its token opened, with the account as it stands now.
 *
 * @param id the login that it was
 * @param isFresh whether its authentication is young enough for a change of the security settings
 */
public record Session(
    String id,
    Account account,
    AssuranceLevel aal,
    List<String> amr,
    Instant authenticatedAt,
    Instant expiresAt,
    boolean isFresh) {

  /** The same session, after its account changed. */
  public Session of(Account next) {
    return new Session(id, next, aal, amr, authenticatedAt, expiresAt, isFresh);
  }
}
