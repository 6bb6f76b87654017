package org.twofold.gateway.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What support did to an account (D5).
 *
 * @param disabled whether nobody can log in to it
 * @param removals of factors, which take effect at their time unless the owner stops them
 */
public record Support(boolean disabled, List<Removal> removals) {

  /** Nothing. */
  public static final Support NONE = new Support(false, List.of());

  /** One that was written before there were any has none. */
  public Support {
    removals = removals == null ? List.of() : List.copyOf(removals);
  }

  /**
   * A factor that is to be removed.
   *
   * @param id names it, in every event of it too
   * @param method name of the factor's method
   * @param askedAt what was set up after it stays
   * @param operator who of support asked for it
   * @param reason why, in her words
   */
  public record Removal(
      String id, String method, Instant askedAt, Instant dueAt, String operator, String reason) {}

  /** With it closed, or opened again. */
  public Support disabled(boolean next) {
    return new Support(next, removals);
  }

  /** With one removal more. */
  public Support with(Removal removal) {
    return new Support(disabled, Stream.concat(removals.stream(), Stream.of(removal)).toList());
  }

  /** Without that removal. */
  public Support without(Removal removal) {
    return new Support(
        disabled, removals.stream().filter(one -> !one.id().equals(removal.id())).toList());
  }

  /** The removal of that id. */
  public Optional<Removal> removal(String id) {
    return removals.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** The removal of that method's factor. */
  public Optional<Removal> removalOf(String method) {
    return removals.stream().filter(one -> one.method().equals(method)).findFirst();
  }
}
