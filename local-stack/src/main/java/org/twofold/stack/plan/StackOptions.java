package org.twofold.stack.plan;

import java.util.Optional;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Ports;

/**
 * What the operator asked for.
 *
 * @param data where data lives
 * @param ports where it listens
 * @param workers how many processes of the notification-service
 * @param mongo connection string of a server to use instead of the stand-in
 */
public record StackOptions(DataDirectory data, Ports ports, int workers, Optional<String> mongo) {

  /** Nothing of the connection string, which may have a password. */
  @Override
  public String toString() {
    return "StackOptions[" + data.root() + ", " + ports + ", workers=" + workers + "]";
  }
}
