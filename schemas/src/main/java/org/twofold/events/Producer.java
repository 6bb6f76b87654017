package org.twofold.events;

import org.jspecify.annotations.NullMarked;

/** The services that write events. Each topic has exactly one of them as its writer. */
@NullMarked
public enum Producer {
  AUTH_GATEWAY("auth-gateway"),
  MFA_SERVICE("mfa-service"),
  NOTIFICATION_SERVICE("notification-service"),
  AUDIT_SERVICE("audit-service");

  private final String serviceName;

  Producer(String serviceName) {
    this.serviceName = serviceName;
  }

  /** The name of the service in processes, key files and broker principals. */
  public String serviceName() {
    return serviceName;
  }
}
