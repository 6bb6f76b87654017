package org.twofold.stack.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.twofold.events.Topic;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;

/** Whether a record stands as its producer signed it: what consumers ask first. */
public final class Vouching {

  /** Before the body, Confluent's wire format; not signed. */
  private static final int PREFIX = 5;

  private final Keys keys;

  /**
   * @param keys of a service that checks all producers, which is the audit-service
   */
  public Vouching(Keys keys) {
    this.keys = keys;
  }

  /**
   * Whether its producer vouches for it.
   *
   * @param topic of the event, whatever topic it lies in
   */
  public boolean vouches(Topic<?> topic, ConsumerRecord<String, byte[]> one) {
    Header mac = one.headers().lastHeader("twofold-mac");
    Header schema = one.headers().lastHeader("twofold-schema");
    byte[] value = one.value();
    return mac != null
        && schema != null
        && one.key() != null
        && value != null
        && value.length >= PREFIX
        && keys.mac("event-mac-" + topic.producer().serviceName())
            .verifies(mac.value(), signed(topic, one.key(), schema, value));
  }

  private static byte[] signed(Topic<?> topic, String key, Header schema, byte[] value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(AssociatedData.of(topic.name(), key, new String(schema.value(), UTF_8)));
    bytes.write(value, PREFIX, value.length - PREFIX);
    return bytes.toByteArray();
  }
}
