package org.twofold.notification.delivery;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes the share group's settings before its first listener: a code asked for before the first
 * worker came is not lost.
 */
@Component
class GroupSettings implements SmartLifecycle {

  private static final int LIMIT_SECONDS = 20;

  private final KafkaProperties kafka;
  private volatile boolean made;

  GroupSettings(KafkaProperties kafka) {
    this.kafka = kafka;
  }

  @Override
  public void start() {
    ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, ShareGroups.EMAIL);
    List<AlterConfigOp> settings =
        List.of(
            set("share.auto.offset.reset", "earliest"),
            set("share.record.lock.duration.ms", "30000"));
    try (Admin admin = Admin.create(kafka.buildAdminProperties())) {
      admin
          .incrementalAlterConfigs(Map.of(group, settings))
          .all()
          .get(LIMIT_SECONDS, TimeUnit.SECONDS);
      made = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "The settings of share group "
              + ShareGroups.EMAIL
              + " could not be made: is the broker there, and may this service alter groups?",
          e);
    }
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }

  @Override
  public void stop() {
    made = false;
  }

  @Override
  public boolean isRunning() {
    return made;
  }

  /** Before the listeners. */
  @Override
  public int getPhase() {
    return 0;
  }
}
