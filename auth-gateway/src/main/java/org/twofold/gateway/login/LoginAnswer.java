package org.twofold.gateway.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Method;

/** <i>login</i> of the API. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LoginAnswer(
    String loginId,
    @Nullable String loginToken,
    String status,
    @Nullable String method,
    @Nullable List<Way> methods,
    @Nullable Challenge challenge,
    @Nullable Session session) {

  /** One of the methods; hint is null for those that send nothing. */
  record Way(String method, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String hint) {}

  record Challenge(Instant expiresAt, Instant resendAt, String delivery) {}

  record Session(String token, Instant expiresAt, String aal, List<String> amr) {

    /** Nothing of the token. */
    @Override
    public String toString() {
      return "Session[•••]";
    }
  }

  static LoginAnswer of(LoginState state) {
    return state.session() instanceof LoginState.Session session
        ? complete(state.loginId(), session)
        : pending(state);
  }

  private static LoginAnswer complete(String loginId, LoginState.Session session) {
    return new LoginAnswer(
        loginId,
        null,
        "COMPLETE",
        null,
        null,
        null,
        new Session(session.token(), session.expiresAt(), session.aal().name(), session.amr()));
  }

  private static LoginAnswer pending(LoginState state) {
    LoginState.Challenge challenge = state.challenge();
    Method method = state.method();
    return new LoginAnswer(
        state.loginId(),
        state.token(),
        "SECOND_FACTOR_REQUIRED",
        method == null ? null : method.name(),
        state.methods().stream().map(way -> new Way(way.name(), state.hint())).toList(),
        challenge == null
            ? null
            : new Challenge(
                challenge.expiresAt(), challenge.resendAt(), challenge.delivery().name()),
        null);
  }

  /** Nothing of the token. */
  @Override
  public String toString() {
    return "LoginAnswer[" + loginId + "]";
  }
}
