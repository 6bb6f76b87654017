package org.twofold.stack.deployment;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.common.config.ConfigResource;

/**
 * The settings of the share groups, before their first worker: a code asked for before it came is
 * not lost. No service needs the right to alter groups.
 */
final class GroupDeployment {

  private static final List<String> SHARE_GROUPS =
      List.of("notification-email", "notification-sms");

  private static final Map<String, String> SETTINGS =
      Map.of(
          "share.auto.offset.reset", "earliest",
          // a worker renews the lock on its record after a third of it
          "share.record.lock.duration.ms", "30000");

  private GroupDeployment() {}

  static void deploy(Admin admin) throws InterruptedException, ExecutionException {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String group : SHARE_GROUPS) {
      changes.put(
          new ConfigResource(ConfigResource.Type.GROUP, group), TopicDeployment.set(SETTINGS));
    }
    admin.incrementalAlterConfigs(changes).all().get();
  }
}
