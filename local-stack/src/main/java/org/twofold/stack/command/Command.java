package org.twofold.stack.command;

import java.util.Set;
import org.twofold.stack.console.Arguments;
import org.twofold.stack.layout.DataDirectory;

/** What follows {@code ./twofold}. */
interface Command {

  /** The options that take a value, besides {@code --data}. */
  default Set<String> options() {
    return Set.of();
  }

  /** The options that take none. */
  default Set<String> flags() {
    return Set.of();
  }

  /**
   * Does it.
   *
   * @return the exit code
   * @throws org.twofold.stack.console.OperatorException if it cannot be done
   */
  int run(Arguments arguments, DataDirectory data) throws InterruptedException;
}
