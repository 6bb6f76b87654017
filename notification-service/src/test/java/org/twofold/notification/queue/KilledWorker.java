package org.twofold.notification.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A process of its own that takes one record and goes on working until it is killed. */
final class KilledWorker {

  private KilledWorker() {}

  static Process start(String broker, String topic, String group) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            KilledWorker.class.getName(),
            broker,
            topic,
            group)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  public static void main(String[] arguments) throws InterruptedException {
    try (ShareConsumer<String, byte[]> consumer = consumer(arguments[0], arguments[2])) {
      consumer.subscribe(List.of(arguments[1]));
      while (true) {
        for (ConsumerRecord<String, byte[]> received : consumer.poll(Duration.ofSeconds(1))) {
          System.out.println("taken " + text(received));
          Thread.currentThread().join();
        }
      }
    }
  }

  static ShareConsumer<String, byte[]> consumer(String broker, String group) {
    return new KafkaShareConsumer<>(
        Map.of(
            "bootstrap.servers",
            broker,
            "group.id",
            group,
            "max.poll.records",
            1,
            "share.acquire.mode",
            "record_limit",
            "share.acknowledgement.mode",
            "explicit"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  static String text(ConsumerRecord<String, byte[]> received) {
    return new String(received.value(), UTF_8);
  }
}
