package org.twofold.stack.control;

/** What can be asked of a supervisor. */
public interface Controlled {

  /** How its processes are. */
  StackStatus status();

  /**
   * Begins to stop a process and start it again.
   *
   * @return false if there is none of that name
   */
  boolean restart(String name);

  /** Begins to stop everything, the supervisor too. */
  void down();
}
