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

/**
 * Makes the settings of share groups before their first worker: a code asked for before it came is
 * not lost.
 */
final class GroupSettings {

  /** How long the broker keeps a record for one worker; it is renewed while its work lasts. */
  static final Duration LOCK = Duration.ofSeconds(30);

  private static final int LIMIT_SECONDS = 20;

  private GroupSettings() {}

  /**
   * Makes them.
   *
   * @throws IllegalStateException with a sentence, if the broker does not take them
   */
  static void make(Map<String, Object> adminSettings, List<String> groups, Duration lock) {
    Map<ConfigResource, Collection<AlterConfigOp>> settings = new HashMap<>();
    for (String group : groups) {
      settings.put(
          new ConfigResource(ConfigResource.Type.GROUP, group),
          List.of(
              set("share.auto.offset.reset", "earliest"),
              set("share.record.lock.duration.ms", Long.toString(lock.toMillis()))));
    }
    try (Admin admin = Admin.create(adminSettings)) {
      admin.incrementalAlterConfigs(settings).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "The settings of the share groups "
              + String.join(", ", groups)
              + " could not be made: is the broker there, and may this service alter groups?",
          e);
    }
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }
}
