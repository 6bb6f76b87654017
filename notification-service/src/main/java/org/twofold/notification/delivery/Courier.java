package org.twofold.notification.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.twofold.events.DeliveryState;
import org.twofold.events.Destination;
import org.twofold.events.Refusal;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;
import org.twofold.keys.NotOpenedException;
import org.twofold.keys.OpeningKey;
import org.twofold.notification.template.Message;
import org.twofold.notification.template.Messages;

/**
 * One try of one message: opens what is sealed, writes the words, hands it to the channel. Nothing
 * past its time is sent (F6).
 */
@Component
class Courier {

  private final OpeningKey delivery;
  private final Messages messages;
  private final DeliverySettings settings;
  private final Clock clock;

  Courier(Keys keys, Messages messages, DeliverySettings settings, Clock clock) {
    this.delivery = keys.privateKey("delivery-private");
    this.messages = messages;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Tries.
   *
   * @param attempt counts the tries, from 1
   */
  Result deliver(Task task, Channel channel, int attempt) {
    Instant now = clock.instant();
    if (!now.isBefore(task.notAfter())) {
      return new Result(DeliveryState.EXPIRED, null, null);
    }
    String address;
    Message message;
    try {
      byte[] context = AssociatedData.of(task.belongsTo(), task.userId(), channel.id().name());
      address = Destination.getDecoder().decode(open(task.destination(), context)).getAddress();
      message = message(task, context, Duration.between(now, task.notAfter()));
    } catch (NotOpenedException | IOException e) {
      return new Result(DeliveryState.FAILED, null, Refusal.UNREADABLE);
    }
    return result(channel.send(address, task.messageId(), message), task, attempt);
  }

  private Result result(Receipt receipt, Task task, int attempt) {
    return switch (receipt) {
      case Receipt.Taken taken -> new Result(DeliveryState.SENT, taken.provider(), null);
      case Receipt.Refused refused -> {
        boolean again =
            refused.why() != Refusal.PERMANENT
                && clock.instant().plus(settings.pauseAfter(attempt)).isBefore(task.notAfter());
        yield new Result(
            again ? DeliveryState.RETRYING : DeliveryState.FAILED,
            refused.provider(),
            refused.why());
      }
    };
  }

  private Message message(Task task, byte[] context, Duration life) throws NotOpenedException {
    if (task.kind().hasCode() && task.code() instanceof ByteBuffer code) {
      return messages.code(
          task.kind().key(), new String(open(code, context), US_ASCII), life, task.locale());
    }
    return messages.notice(task.kind().key(), task.locale());
  }

  private byte[] open(ByteBuffer box, byte[] context) throws NotOpenedException {
    byte[] bytes = new byte[box.remaining()];
    box.duplicate().get(bytes);
    return delivery.open(bytes, context);
  }
}
