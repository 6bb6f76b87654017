package org.twofold.stack.process;

import java.util.Optional;

/**
 * What the launcher tells this process in its environment, where lists of processes do not show it,
 * and what its children are not told.
 */
public final class OwnEnvironment {

  /** The connection string of {@code --mongo-uri}, with the password of one who may make users. */
  private static final String MONGO_URI = "TWOFOLD_MONGO_URI";

  private OwnEnvironment() {}

  /** The connection string of a server to use instead of the stand-in. */
  public static Optional<String> mongoUri() {
    return Optional.ofNullable(System.getenv(MONGO_URI)).filter(uri -> !uri.isBlank());
  }

  /** Keeps it from a process that is about to be started: each service has a user of its own. */
  public static void withhold(ProcessBuilder child) {
    child.environment().remove(MONGO_URI);
  }
}
