package org.twofold.stack.layout;

/** The names of the processes, and of the modules that the services come from. */
public final class Names {

  public static final String KAFKA = "kafka";
  public static final String REGISTRY = "schema-registry";
  public static final String MONGO = "mongodb";
  public static final String INBOX = "inbox";
  public static final String GATEWAY = "auth-gateway";
  public static final String MFA = "mfa-service";
  public static final String NOTIFICATION = "notification-service";
  public static final String AUDIT = "audit-service";

  private Names() {}

  /** Worker k of the notification-service, counted from 1. */
  public static String worker(int k) {
    return NOTIFICATION + "-" + k;
  }
}
