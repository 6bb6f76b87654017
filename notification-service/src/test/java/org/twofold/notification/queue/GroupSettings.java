package org.twofold.notification.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Does for a test what the deployment does for the share groups before their first worker. */
public final class GroupSettings {

  private static final int LIMIT_SECONDS = 20;

  private GroupSettings() {}

  /** Makes them at a broker without users. */
  public static void make(String broker, List<String> groups, Duration lock) {
    Map<ConfigResource, Collection<AlterConfigOp>> settings = new HashMap<>();
    for (String group : groups) {
      settings.put(
          new ConfigResource(ConfigResource.Type.GROUP, group),
          List.of(
              set("share.auto.offset.reset", "earliest"),
              set("share.record.lock.duration.ms", Long.toString(lock.toMillis()))));
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      admin.incrementalAlterConfigs(settings).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("No settings of share groups", e);
    }
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }
}
