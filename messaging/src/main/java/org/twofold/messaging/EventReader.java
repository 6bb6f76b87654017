package org.twofold.messaging;

import java.util.Collection;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Topic;
import org.twofold.events.Topics;
import org.twofold.messaging.UnreadableEventException.Reason;

/**
 * Reads a record: is it authentic, and which event is it? Authenticity comes first, so that no
 * forged bytes are parsed.
 */
public final class EventReader {

  private static final String UNKNOWN = "UNKNOWN";

  private final EventCodec codec;
  private final EventSignature signature;

  EventReader(EventCodec codec, EventSignature signature) {
    this.codec = codec;
    this.signature = signature;
  }

  /**
   * The event of a record of a topic, its retry topic or its dead-letter topic.
   *
   * @throws UnreadableEventException if it is none for us
   */
  public SpecificRecord read(ConsumerRecord<String, byte[]> received) {
    Topic<?> topic = topic(received.topic());
    String key = received.key();
    byte[] value = received.value();
    if (key == null || value == null) {
      throw new UnreadableEventException(Reason.EMPTY);
    }
    if (!signature.verifies(received.headers(), topic, key, value)) {
      throw new UnreadableEventException(Reason.FORGED);
    }
    SpecificRecord event = decode(topic, value);
    if (hasUnknownWord(event)) {
      throw new UnreadableEventException(Reason.UNKNOWN_WORD);
    }
    return event;
  }

  /**
   * The topic that a record belongs to, also when it waits in the retry topic or lies in the
   * dead-letter topic.
   *
   * @throws UnreadableEventException if it is none of ours
   */
  public static Topic<?> topic(String name) {
    String base = name;
    for (String suffix : new String[] {Topic.RETRY, Topic.DEAD}) {
      if (base.endsWith(suffix)) {
        base = base.substring(0, base.length() - suffix.length());
      }
    }
    try {
      return Topics.named(base);
    } catch (IllegalArgumentException e) {
      throw new UnreadableEventException(Reason.UNKNOWN_TOPIC);
    }
  }

  private SpecificRecord decode(Topic<?> topic, byte[] value) {
    try {
      return codec.decode(topic, value);
    } catch (RuntimeException e) {
      if (RegistryAbsence.explains(e)) {
        throw e;
      }
      throw new UnreadableEventException(Reason.UNDECODABLE);
    }
  }

  private static boolean hasUnknownWord(@Nullable Object value) {
    return switch (value) {
      case Enum<?> word -> word.name().equals(UNKNOWN);
      case IndexedRecord nested ->
          nested.getSchema().getFields().stream()
              .anyMatch(field -> hasUnknownWord(nested.get(field.pos())));
      case Collection<?> many -> many.stream().anyMatch(EventReader::hasUnknownWord);
      case null, default -> false;
    };
  }
}
