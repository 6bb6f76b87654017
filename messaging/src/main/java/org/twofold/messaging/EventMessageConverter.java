package org.twofold.messaging;

import java.lang.reflect.Type;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.converter.MessagingMessageConverter;

/** Gives a listener the event of a record instead of its bytes. */
final class EventMessageConverter extends MessagingMessageConverter {

  private final EventReader reader;

  EventMessageConverter(EventReader reader) {
    this.reader = reader;
  }

  @Override
  @SuppressWarnings("unchecked") // the only consumer factory here reads strings and bytes
  protected Object extractAndConvertValue(ConsumerRecord<?, ?> received, @Nullable Type type) {
    return reader.read((ConsumerRecord<String, byte[]>) received);
  }
}
