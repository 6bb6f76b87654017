package org.twofold.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.twofold.events.Producer;
import org.twofold.events.Topic;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;
import org.twofold.keys.MacKey;

/**
 * The HMAC that every event carries in a header, over topic, key, schema fingerprint and Avro body,
 * by a key of its producer. The id of the schema is left out, so that records outlive a rebuilt
 * registry.
 */
public final class EventSignature {

  /** Header: the HMAC. */
  static final String MAC = "twofold-mac";

  /** Header: SHA-256 of the schema's parsing canonical form, in hexadecimal. */
  static final String SCHEMA = "twofold-schema";

  private final Keys keys;
  private final Map<Producer, MacKey> macs = new ConcurrentHashMap<>();
  private final Map<Schema, String> fingerprints = new ConcurrentHashMap<>();

  /**
   * Fails without the key of this service; those of other producers are read when their first event
   * comes.
   */
  EventSignature(Keys keys, Producer us) {
    this.keys = keys;
    macs.put(us, key(us));
  }

  void sign(Headers headers, Topic<?> topic, String key, Schema schema, byte[] value) {
    String fingerprint = fingerprints.computeIfAbsent(schema, EventSignature::fingerprint);
    headers.add(SCHEMA, fingerprint.getBytes(UTF_8));
    headers.add(MAC, mac(topic.producer()).tag(signed(topic, key, fingerprint, value)));
  }

  /** Whether the topic's producer wrote this record as it stands. */
  boolean verifies(Headers headers, Topic<?> topic, String key, byte[] value) {
    Header mac = headers.lastHeader(MAC);
    Header schema = headers.lastHeader(SCHEMA);
    return mac != null
        && schema != null
        && value.length >= EventCodec.PREFIX
        && mac(topic.producer())
            .verifies(mac.value(), signed(topic, key, new String(schema.value(), UTF_8), value));
  }

  private MacKey mac(Producer producer) {
    return macs.computeIfAbsent(producer, this::key);
  }

  private MacKey key(Producer producer) {
    return keys.mac("event-mac-" + producer.serviceName());
  }

  private static byte[] signed(Topic<?> topic, String key, String fingerprint, byte[] value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length + 128);
    bytes.writeBytes(AssociatedData.of(topic.name(), key, fingerprint));
    bytes.write(value, EventCodec.PREFIX, value.length - EventCodec.PREFIX);
    return bytes.toByteArray();
  }

  private static String fingerprint(Schema schema) {
    try {
      return HexFormat.of().formatHex(SchemaNormalization.parsingFingerprint("SHA-256", schema));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
