package org.twofold.gateway.settings;

import java.util.List;
import java.util.Optional;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.link.ChangesStoppedException;
import org.twofold.gateway.login.AssuranceLevel;
import org.twofold.gateway.login.Session;

/**
 * A session whose authentication is young enough, and at the highest level among the account's
 * methods that are on (C2). Whoever holds one may begin a change; there is no other way to one.
 */
public final class FreshSession {

  private final Session session;

  private FreshSession(Session session) {
    this.session = session;
  }

  /**
   * What a change needs.
   *
   * @param aal the level
   * @param methods that reach it; none where the password is enough
   */
  public record Required(AssuranceLevel aal, List<Method> methods) {

    static Required of(Account account) {
      return new Required(
          account.methods().reachAal2() ? AssuranceLevel.AAL2 : AssuranceLevel.AAL1,
          account.methods().ofHighestLevel());
    }
  }

  /**
   * The session as one that may begin a change; empty where it must be proven again first.
   *
   * @throws ChangesStoppedException where no session may
   */
  public static Optional<FreshSession> of(Session session) {
    if (session.account().recovery().changesStopped()) {
      throw new ChangesStoppedException();
    }
    boolean isStrongEnough = session.aal().compareTo(required(session).aal()) >= 0;
    return session.isFresh() && isStrongEnough
        ? Optional.of(new FreshSession(session))
        : Optional.empty();
  }

  /** What it must be proven by. */
  public static Required required(Session session) {
    return Required.of(session.account());
  }

  Session session() {
    return session;
  }

  Account account() {
    return session.account();
  }
}
