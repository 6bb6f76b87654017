package org.twofold.stack.process;

/** What a supervised process is in the middle of; see ManagedProcess for the transitions. */
public enum ProcessState {
  /** Not started yet, or running and not answering. */
  STARTING,
  /** Running and answering. */
  READY,
  /** It died and is about to be started again. */
  RESTARTING,
  /** It died too often and is not started again until somebody asks. */
  FAILED
}
