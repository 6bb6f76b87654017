package org.twofold.stack.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a line.
 *
 * @param errors what is wrong with it; null or empty unless it is refused
 */
record LineAnswer(Status status, @Nullable List<Fault> errors) {

  /** What was done. */
  enum Status {
    CREATED,
    UPDATED,
    UNCHANGED,
    REFUSED
  }

  /**
   * What is wrong.
   *
   * @param field its name; null where it is not about one
   */
  record Fault(@Nullable String field, String message) {

    String text() {
      return field == null || field.isEmpty() ? message : field + ": " + message;
    }
  }

  static LineAnswer refused(String message) {
    return new LineAnswer(Status.REFUSED, List.of(new Fault(null, message)));
  }

  /** Each as the operator reads it; one at least for a refused line. */
  List<String> faults() {
    if (status != Status.REFUSED) {
      return List.of();
    }
    return errors == null || errors.isEmpty()
        ? List.of("refused")
        : errors.stream().map(Fault::text).toList();
  }
}
