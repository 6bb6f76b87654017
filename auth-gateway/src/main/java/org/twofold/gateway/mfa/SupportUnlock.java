package org.twofold.gateway.mfa;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens locked factors, which the mfa-service keeps, for support. */
@Component
public class SupportUnlock {

  private final MfaHttp http;

  SupportUnlock(MfaHttp http) {
    this.http = http;
  }

  private record Question(String commandId, String operator, String reason) {}

  private record Answer(@Nullable Boolean opened) {}

  /**
   * Opens one. Fails with {@link UnavailableException} where there is no clear answer.
   *
   * @param method its name
   * @param commandId names what the operator did, in every event of it
   * @param operator who
   * @param reason why, in her words
   * @return false where it is not locked
   */
  public Mono<Boolean> open(
      String userId, String method, String commandId, String operator, String reason) {
    return http.ask(
            HttpMethod.POST,
            new Question(commandId, operator, reason),
            HttpStatus.OK,
            Answer.class,
            "/internal/v1/users/{userId}/factors/{method}/unlocking",
            userId,
            method)
        .map(
            answer -> {
              if (answer.opened() == null) {
                throw new UnavailableException();
              }
              return answer.opened();
            });
  }
}
