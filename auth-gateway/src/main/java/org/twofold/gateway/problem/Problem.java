package org.twofold.gateway.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal on its way to the client: thrown at the edge of the API only, where a use case has
 * given its result.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemName name;
  private final transient Map<String, Object> members;
  private final transient List<FieldError> errors;
  private final long retryAfterSeconds;

  /**
   * A field of a request that was refused.
   *
   * @param field its path, {@code body} where it is the whole
   * @param message key of the sentence in the bundle
   */
  record FieldError(String field, String message) {}

  private Problem(
      ProblemName name, Map<String, Object> members, List<FieldError> errors, long retryAfter) {
    super(name.wireName(), null, false, false);
    this.name = name;
    this.members = members;
    this.errors = errors;
    this.retryAfterSeconds = retryAfter;
  }

  /** A problem that says no more than its name. */
  public static Problem of(ProblemName name) {
    return new Problem(name, Map.of(), List.of(), -1);
  }

  /** A problem with a member more. */
  public static Problem of(ProblemName name, String member, Object value) {
    return new Problem(name, Map.of(member, value), List.of(), -1);
  }

  /** A problem with two members more. */
  public static Problem of(
      ProblemName name, String member, Object value, String other, Object otherValue) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(member, value);
    members.put(other, otherValue);
    return new Problem(name, members, List.of(), -1);
  }

  /** A problem that passes. */
  public static Problem later(ProblemName name, Duration wait) {
    return new Problem(name, Map.of(), List.of(), Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  /**
   * A request with a field that is not right.
   *
   * @param message key in the bundle, {@code field.} left out
   */
  public static Problem field(String field, String message) {
    return new Problem(
        ProblemName.INVALID_REQUEST, Map.of(), List.of(new FieldError(field, message)), -1);
  }

  ProblemName name() {
    return name;
  }

  Map<String, Object> members() {
    return members;
  }

  List<FieldError> errors() {
    return errors;
  }

  /** Seconds; negative where it does not apply. */
  long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
