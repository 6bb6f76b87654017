package org.twofold.gateway.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** <i>login</i> of the API. */
@JsonInclude(Include.NON_NULL)
public record LoginAnswer(
    String loginId,
    @Nullable String loginToken,
    String status,
    @Nullable String method,
    @Nullable List<Map<String, @Nullable Object>> methods,
    @Nullable Challenge challenge,
    @Nullable Session session) {

  /** Of a code that was sent. */
  public record Challenge(Instant expiresAt, Instant resendAt, String delivery) {}

  /** In the one answer that completes it. */
  public record Session(String token, Instant expiresAt, String aal, List<String> amr) {

    /** Nothing of the token. */
    @Override
    public String toString() {
      return "Session[•••]";
    }
  }

  /** What the API says of a login. */
  public static LoginAnswer of(LoginState state) {
    return state.isComplete() ? complete(state) : pending(state);
  }

  private static LoginAnswer complete(LoginState state) {
    LoginState.Session session = state.session();
    return new LoginAnswer(
        state.loginId(),
        null,
        "COMPLETE",
        null,
        null,
        null,
        session == null
            ? null
            : new Session(
                session.token(), session.expiresAt(), session.aal().name(), session.amr()));
  }

  private static LoginAnswer pending(LoginState state) {
    LoginState.Challenge challenge = state.challenge();
    return new LoginAnswer(
        state.loginId(),
        state.token(),
        "SECOND_FACTOR_REQUIRED",
        state.method() == null ? null : state.method().name(),
        state.ways().stream().map(LoginAnswer::way).toList(),
        challenge == null
            ? null
            : new Challenge(
                challenge.expiresAt(), challenge.resendAt(), challenge.delivery().name()),
        null);
  }

  /** The lock's end is there where there is a lock, and null where it does not open by itself. */
  private static Map<String, @Nullable Object> way(LoginState.Way way) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("method", way.method().name());
    answer.put("hint", way.hint());
    if (way.lock() instanceof LoginState.Closed lock) {
      answer.put("lockedUntil", lock.until());
    }
    return answer;
  }

  /** Nothing of the token. */
  @Override
  public String toString() {
    return "LoginAnswer[" + loginId + "]";
  }
}
