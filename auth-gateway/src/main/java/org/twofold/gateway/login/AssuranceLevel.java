package org.twofold.gateway.login;

/**
 * NIST SP 800-63B-4: how strongly a session was proven. A code by e-mail does not raise it
 * (3.1.3.1).
 */
public enum AssuranceLevel {
  /** One factor, or a password and a code by e-mail. */
  AAL1,
  /** Two factors. */
  AAL2
}
