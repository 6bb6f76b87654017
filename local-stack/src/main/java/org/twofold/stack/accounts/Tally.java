package org.twofold.stack.accounts;

/** How many lines came out how. */
public record Tally(long created, long updated, long unchanged, long refused) {

  static final Tally NONE = new Tally(0, 0, 0, 0);

  Tally plus(LineAnswer.Status status) {
    return switch (status) {
      case CREATED -> new Tally(created + 1, updated, unchanged, refused);
      case UPDATED -> new Tally(created, updated + 1, unchanged, refused);
      case UNCHANGED -> new Tally(created, updated, unchanged + 1, refused);
      case REFUSED -> new Tally(created, updated, unchanged, refused + 1);
    };
  }

  long lines() {
    return created + updated + unchanged + refused;
  }

  /** In words. */
  String text() {
    return "%d created, %d updated, %d unchanged, %d refused"
        .formatted(created, updated, unchanged, refused);
  }
}
