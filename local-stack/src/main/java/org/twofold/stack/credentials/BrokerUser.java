package org.twofold.stack.credentials;

import java.util.Arrays;
import java.util.List;
import org.twofold.stack.layout.Names;

/** Who there is at the broker, each with a password of its own. */
public enum BrokerUser {
  /** The node itself. It may do everything and speaks to nobody but itself. */
  BROKER("broker", false),
  /** Makes topics, users and rights; it may do everything, and only the deployment step is it. */
  ADMIN("admin", false),
  /** Puts parked records back. */
  DEAD_LETTERS("dead-letters", false),
  /** Whoever only looks: {@code ./twofold events}, tests, tools. */
  READER("reader", false),
  /** The gateway. */
  AUTH_GATEWAY(Names.GATEWAY, true),
  /** The maker and checker of challenges. */
  MFA_SERVICE(Names.MFA, true),
  /** The sender. */
  NOTIFICATION_SERVICE(Names.NOTIFICATION, true),
  /** The keeper of the trail. */
  AUDIT_SERVICE(Names.AUDIT, true);

  private final String userName;
  private final boolean service;

  BrokerUser(String userName, boolean service) {
    this.userName = userName;
    this.service = service;
  }

  /** What it is called at the broker. */
  public String userName() {
    return userName;
  }

  /** As rights name it. */
  public String principal() {
    return "User:" + userName;
  }

  /** Those that are services of Twofold. */
  public static List<BrokerUser> services() {
    return Arrays.stream(values()).filter(user -> user.service).toList();
  }

  /** Those whom the broker keeps as users; the node stands in its own settings. */
  public static List<BrokerUser> kept() {
    return Arrays.stream(values()).filter(user -> user != BROKER).toList();
  }
}
