package org.twofold.gateway.link;

/**
 * Nothing about logging in can be changed on this account until its password is reset: its owner
 * said by a link that a change was not hers.
 */
public final class ChangesStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Of whichever account: it says no more. */
  public ChangesStoppedException() {
    super("Changes are stopped until the password is reset", null, false, false);
  }
}
