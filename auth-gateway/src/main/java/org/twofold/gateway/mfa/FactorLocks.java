package org.twofold.gateway.mfa;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The locked factors of a user, which the mfa-service keeps. */
@Component
public class FactorLocks {

  private final MfaHttp http;

  FactorLocks(MfaHttp http) {
    this.http = http;
  }

  private record Question(String linkId, Instant lockedBy) {}

  private record Answer(@Nullable Boolean opened) {}

  /**
   * Opens one by a link that was mailed. Fails with {@link UnavailableException} where there is no
   * clear answer.
   *
   * @param factor name of its method
   * @param lockedBy a lock that began later stays
   * @return false where it is not locked, or was locked later
   */
  public Mono<Boolean> open(String userId, String factor, Instant lockedBy, String linkId) {
    return http.ask(
            HttpMethod.POST,
            new Question(linkId, lockedBy),
            HttpStatus.OK,
            Answer.class,
            "/internal/v1/users/{userId}/factors/{method}/opening",
            userId,
            factor)
        .map(answer -> Boolean.TRUE.equals(answer.opened()));
  }
}
