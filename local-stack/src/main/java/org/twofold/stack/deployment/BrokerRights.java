package org.twofold.stack.deployment;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.twofold.stack.credentials.BrokerUser.AUDIT_SERVICE;
import static org.twofold.stack.credentials.BrokerUser.AUTH_GATEWAY;
import static org.twofold.stack.credentials.BrokerUser.DEAD_LETTERS;
import static org.twofold.stack.credentials.BrokerUser.MFA_SERVICE;
import static org.twofold.stack.credentials.BrokerUser.NOTIFICATION_SERVICE;
import static org.twofold.stack.credentials.BrokerUser.READER;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.twofold.events.Topic;
import org.twofold.events.Topics;
import org.twofold.stack.credentials.BrokerUser;

/**
 * Who may do what at the broker; what does not stand here is refused. A producer writes its own
 * topics, and nobody else does (but for {@code dead-letters}, which puts back what was written). A
 * consumer reads what it listens to and parks what it cannot handle.
 */
final class BrokerRights {

  /** What a listener stands for, and so may be parked. */
  private static final Map<BrokerUser, List<Topic<?>>> HEARS =
      Map.of(
          AUTH_GATEWAY,
          List.of(
              Topics.LOGIN_ATTEMPTED,
              Topics.DELIVERY_REPORTED,
              Topics.FACTOR_LOCKED,
              Topics.FACTOR_UNLOCKED,
              Topics.LOGIN_SUCCEEDED,
              Topics.FACTOR_TOGGLED,
              Topics.FACTOR_CHANGED,
              Topics.SESSION_ENDED,
              Topics.ACCOUNT_CREATED,
              Topics.PASSWORD_CHANGED,
              Topics.ADDRESS_CHANGED,
              Topics.CHANGES_STOPPED,
              Topics.ACCOUNT_SWITCHED,
              Topics.ACCOUNT_ERASED),
          MFA_SERVICE,
          List.of(
              Topics.LOGIN_ATTEMPTED,
              Topics.CHALLENGE_REQUESTED,
              Topics.LOGIN_SUCCEEDED,
              Topics.FACTOR_CHANGED,
              Topics.ACCOUNT_ERASED),
          NOTIFICATION_SERVICE,
          Topics.all().stream()
              .filter(BrokerRights::asksForAMessage)
              .<Topic<?>>map(topic -> topic)
              .toList());

  private static final Map<BrokerUser, List<String>> GROUPS =
      Map.of(
          AUTH_GATEWAY, List.of("auth-gateway", "auth-gateway-activity"),
          MFA_SERVICE, List.of("mfa-service"),
          NOTIFICATION_SERVICE,
              List.of(
                  "notification-email",
                  "notification-sms",
                  "notification-email-due",
                  "notification-sms-due"),
          AUDIT_SERVICE, List.of("audit-service"));

  private final Set<AclBinding> granted = new HashSet<>();

  private BrokerRights() {}

  /** Codes, and notices to recipients that stand in the event. */
  private static boolean asksForAMessage(Topic<?> topic) {
    return topic.equals(Topics.CHALLENGE_ISSUED)
        || topic.makesMessages() && topic.schema().getField("recipients") != null;
  }

  /** All of them. */
  static Set<AclBinding> wanted() {
    BrokerRights rights = new BrokerRights();
    BrokerUser.services().forEach(rights::grantService);
    rights.grantWorkers();
    rights.grantAuditor();
    rights.grantDeadLetters();
    rights.grantReader();
    return Set.copyOf(rights.granted);
  }

  private void grantService(BrokerUser service) {
    Topics.all().stream()
        .filter(topic -> topic.producer().serviceName().equals(service.userName()))
        .forEach(topic -> grant(service, WRITE, topic.name()));
    for (Topic<?> topic : HEARS.getOrDefault(service, List.of())) {
      grant(service, READ, topic.name());
      grant(service, WRITE, topic.dead());
    }
    for (String group : GROUPS.getOrDefault(service, List.of())) {
      grant(service, READ, GROUP, group, LITERAL);
    }
  }

  /** Each worker reads what another switched, and tries again what another could not send. */
  private void grantWorkers() {
    grant(NOTIFICATION_SERVICE, READ, Topics.CHANNEL_SWITCHED.name());
    for (Topic<?> topic : HEARS.getOrDefault(NOTIFICATION_SERVICE, List.of())) {
      grant(NOTIFICATION_SERVICE, READ, topic.retry());
      grant(NOTIFICATION_SERVICE, WRITE, topic.retry());
    }
  }

  private void grantAuditor() {
    Topics.all().forEach(topic -> grant(AUDIT_SERVICE, READ, topic.name()));
  }

  private void grantDeadLetters() {
    for (Topic<?> topic : Topics.all()) {
      grant(DEAD_LETTERS, READ, topic.dead());
      grant(DEAD_LETTERS, WRITE, topic.name());
    }
    HEARS
        .getOrDefault(NOTIFICATION_SERVICE, List.of())
        .forEach(topic -> grant(DEAD_LETTERS, WRITE, topic.retry()));
    grant(DEAD_LETTERS, READ, TopicDeployment.RETRIED);
    grant(DEAD_LETTERS, WRITE, TopicDeployment.RETRIED);
  }

  private void grantReader() {
    TopicDeployment.names().forEach(name -> grant(READER, READ, name));
    grant(READER, READ, GROUP, "twofold-reader-", PREFIXED);
  }

  private void grant(BrokerUser user, AclOperation operation, String topic) {
    grant(user, operation, TOPIC, topic, LITERAL);
  }

  private void grant(
      BrokerUser user, AclOperation operation, ResourceType type, String name, PatternType form) {
    granted.add(
        new AclBinding(
            new ResourcePattern(type, name, form),
            new AccessControlEntry(user.principal(), "*", operation, AclPermissionType.ALLOW)));
  }
}
