package org.twofold.gateway.operator;

import java.util.List;
import org.twofold.gateway.operator.ImportedLine.FieldError;

/**
 * The answer to a line of an import.
 *
 * @param errors why it was refused; empty otherwise
 */
record ImportAnswer(Status status, List<FieldError> errors) {

  /** What became of a line. */
  enum Status {
    CREATED,
    UPDATED,
    UNCHANGED,
    REFUSED
  }

  static ImportAnswer of(Status status) {
    return new ImportAnswer(status, List.of());
  }

  static ImportAnswer refused(List<FieldError> errors) {
    return new ImportAnswer(Status.REFUSED, List.copyOf(errors));
  }

  static ImportAnswer refused(String field, String message) {
    return refused(List.of(new FieldError(field, message)));
  }
}
