package org.twofold.gateway.login;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.gateway.client.Client;
import org.twofold.gateway.client.Whereabouts;
import org.twofold.gateway.place.Place;

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
 * @param purpose LOGIN, or REAUTHENTICATION of a session that stands
 * @param replaces the session that ends when this one is complete; null for a login
 * @param tokenHash of the one token that opens it now; null where REFUSED
 * @param method the one that is asked for; null where none is
 * @param challenge null where no code was sent
 * @param resendAt when a code can be asked for again, by the name of the method
 * @param expiresAt of the login while PENDING, of the session when COMPLETE
 * @param sessionEpoch the account's when it began
 * @param aal null until COMPLETE
 * @param device browser and system; null where not known
 * @param place where it began; null where not known
 * @param whereabouts the same with the address, sealed, for the events of it
 * @param successors re-authentications of this session; it is over when one of them is complete
 */
record Login(
    @Id String id,
    @Nullable String userId,
    Purpose purpose,
    @Nullable String replaces,
    Status status,
    @Nullable String tokenHash,
    @Nullable Method method,
    @Nullable SentChallenge challenge,
    Map<String, Instant> resendAt,
    Instant startedAt,
    Instant expiresAt,
    long sessionEpoch,
    @Nullable AssuranceLevel aal,
    List<String> amr,
    @Nullable Instant authenticatedAt,
    @Nullable Instant lastSeenAt,
    @Nullable String device,
    @Nullable Place place,
    Whereabouts whereabouts,
    List<String> successors) {

  /** A document written before re-authentication has none. */
  Login {
    resendAt = resendAt == null ? Map.of() : resendAt;
    successors = successors == null ? List.of() : successors;
    whereabouts = whereabouts == null ? Whereabouts.UNKNOWN : whereabouts;
  }

  /** Where it stands. */
  enum Status {
    REFUSED,
    PENDING,
    COMPLETE,
    ENDED
  }

  /**
   * Somebody who gave the right password, and where.
   *
   * @param sessionEpoch the account's
   * @param replaces the session that she proves again; null: she logs in
   */
  record Opening(
      String userId,
      long sessionEpoch,
      Client client,
      Whereabouts whereabouts,
      @Nullable String replaces) {

    Purpose purpose() {
      return replaces == null ? Purpose.LOGIN : Purpose.REAUTHENTICATION;
    }
  }

  /** A wrong password, or no such account. */
  static Login refused(
      String id,
      @Nullable String userId,
      Purpose purpose,
      Client client,
      Whereabouts whereabouts,
      Instant now) {
    return new Login(
        id,
        userId,
        purpose,
        null,
        Status.REFUSED,
        null,
        null,
        null,
        Map.of(),
        now,
        now,
        0,
        null,
        List.of(),
        null,
        null,
        client.device(),
        client.place(),
        whereabouts,
        List.of());
  }

  /** The password was right, a second factor is asked for. */
  static Login pending(
      String id,
      Opening opening,
      String tokenHash,
      Method method,
      @Nullable SentChallenge challenge,
      Instant now,
      Instant expiresAt) {
    Map<String, Instant> resendAt =
        challenge == null ? Map.of() : Map.of(method.name(), challenge.resendAt());
    return new Login(
        id,
        opening.userId(),
        opening.purpose(),
        opening.replaces(),
        Status.PENDING,
        tokenHash,
        method,
        challenge,
        resendAt,
        now,
        expiresAt,
        opening.sessionEpoch(),
        null,
        List.of(),
        null,
        null,
        opening.client().device(),
        opening.client().place(),
        opening.whereabouts(),
        List.of());
  }

  /** The password was enough. */
  static Login complete(
      String id, Opening opening, String tokenHash, Proof proof, Instant now, Instant expiresAt) {
    return new Login(
        id,
        opening.userId(),
        opening.purpose(),
        opening.replaces(),
        Status.COMPLETE,
        tokenHash,
        null,
        null,
        Map.of(),
        now,
        expiresAt,
        opening.sessionEpoch(),
        proof.aal(),
        proof.amr(),
        now,
        now,
        opening.client().device(),
        opening.client().place(),
        opening.whereabouts(),
        List.of());
  }

  /** When a code by a method can be asked for; the past where it can be now. */
  Instant resendAt(Method method) {
    return resendAt.getOrDefault(method.name(), Instant.EPOCH);
  }

  /** The challenge, if it is of that method. */
  @Nullable SentChallenge challengeOf(Method wanted) {
    return challenge != null && challenge.method() == wanted ? challenge : null;
  }
}
