package org.twofold.gateway.problem;

import org.springframework.http.HttpStatus;

/** The problems of the API (RFC 9457), each with its status. */
public enum ProblemName {
  INVALID_REQUEST("invalid-request", HttpStatus.BAD_REQUEST),
  INVALID_CREDENTIALS("invalid-credentials", HttpStatus.UNAUTHORIZED),
  NO_SESSION("no-session", HttpStatus.UNAUTHORIZED),
  REAUTHENTICATION_REQUIRED("reauthentication-required", HttpStatus.FORBIDDEN),
  CHANGES_STOPPED("changes-stopped", HttpStatus.FORBIDDEN),
  NOT_FOUND("not-found", HttpStatus.NOT_FOUND),
  METHOD_NOT_ALLOWED("method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED),
  NOT_ACCEPTABLE("not-acceptable", HttpStatus.NOT_ACCEPTABLE),
  ALREADY_COMPLETE("already-complete", HttpStatus.CONFLICT),
  CHALLENGE_EXPIRED("challenge-expired", HttpStatus.GONE),
  LOGIN_EXPIRED("login-expired", HttpStatus.GONE),
  CHANGED_MEANWHILE("changed-meanwhile", HttpStatus.PRECONDITION_FAILED),
  TOO_LARGE("too-large", HttpStatus.CONTENT_TOO_LARGE),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  WRONG_CODE("wrong-code", HttpStatus.UNPROCESSABLE_CONTENT),
  INVALID_NUMBER("invalid-number", HttpStatus.UNPROCESSABLE_CONTENT),
  KEY_REUSED("key-reused", HttpStatus.CONFLICT),
  NOT_SET_UP("not-set-up", HttpStatus.UNPROCESSABLE_CONTENT),
  IF_MATCH_REQUIRED("if-match-required", HttpStatus.PRECONDITION_REQUIRED),
  TOO_MANY_ATTEMPTS("too-many-attempts", HttpStatus.TOO_MANY_REQUESTS),
  TOO_MANY_MESSAGES("too-many-messages", HttpStatus.TOO_MANY_REQUESTS),
  NOT_YET("not-yet", HttpStatus.SERVICE_UNAVAILABLE),
  UNAVAILABLE("unavailable", HttpStatus.SERVICE_UNAVAILABLE),
  OVERLOADED("overloaded", HttpStatus.SERVICE_UNAVAILABLE),
  UNEXPECTED("unexpected", HttpStatus.INTERNAL_SERVER_ERROR);

  private final String wireName;
  private final HttpStatus status;

  ProblemName(String wireName, HttpStatus status) {
    this.wireName = wireName;
    this.status = status;
  }

  /** The last part of its type. */
  public String wireName() {
    return wireName;
  }

  /** Its status. */
  public HttpStatus status() {
    return status;
  }
}
