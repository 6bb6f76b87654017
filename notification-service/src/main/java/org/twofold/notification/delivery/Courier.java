package org.twofold.notification.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.twofold.events.Destination;
import org.twofold.events.Refusal;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;
import org.twofold.keys.NotOpenedException;
import org.twofold.keys.OpeningKey;
import org.twofold.notification.channel.Dispatch;
import org.twofold.notification.channel.Receipt;
import org.twofold.notification.channel.Route;
import org.twofold.notification.operator.Switches;
import org.twofold.notification.template.Content;
import org.twofold.notification.template.Links;

/**
 * One try of one message: opens what is sealed and hands it to the providers. Nothing past its time
 * is sent (F6).
 */
@Component
class Courier {

  private final OpeningKey delivery;
  private final Switches switches;
  private final DeliverySettings settings;
  private final Clock clock;

  Courier(Keys keys, Switches switches, DeliverySettings settings, Clock clock) {
    this.delivery = keys.privateKey("delivery-private");
    this.switches = switches;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Tries.
   *
   * @param attempt counts the tries, from 1
   */
  Result deliver(Task task, Route route, int attempt) {
    if (!clock.instant().isBefore(task.notAfter())) {
      return Result.late(null);
    }
    if (!switches.isOn(route.method())) {
      return Result.failed(null, Refusal.CHANNEL_OFF);
    }
    Dispatch dispatch;
    try {
      dispatch = open(task, route);
    } catch (NotOpenedException | IOException e) {
      return Result.failed(null, Refusal.UNREADABLE);
    }
    return result(route.send(dispatch), task, attempt);
  }

  private Dispatch open(Task task, Route route) throws NotOpenedException, IOException {
    byte[] context = AssociatedData.of(task.belongsTo(), task.owner(), route.method().name());
    Destination to = Destination.getDecoder().decode(open(task.destination(), context));
    ByteBuffer code = task.code();
    Content content =
        new Content(
            task.matter(),
            code == null ? null : new String(open(code, context), US_ASCII),
            Duration.between(clock.instant(), task.notAfter()),
            task.askedAt(),
            to.getDevice(),
            to.getTimeZone(),
            task.locale(),
            new Links(to.getNotMeLink(), to.getActionLink()));
    return new Dispatch(to.getAddress(), task.messageId(), content, task.notAfter());
  }

  private Result result(Receipt receipt, Task task, int attempt) {
    return switch (receipt) {
      case Receipt.Taken taken -> Result.sent(taken.provider(), taken.reference());
      case Receipt.Late late -> Result.late(late.provider());
      case Receipt.Refused refused -> refused(refused, task, attempt);
    };
  }

  private Result refused(Receipt.Refused refused, Task task, int attempt) {
    // where nobody was asked it is no try, and the pauses do not grow
    Duration pause = settings.pauseAfter(refused.provider() == null ? 1 : attempt);
    Duration asked = refused.pause();
    if (asked != null && asked.compareTo(pause) > 0) {
      pause = asked;
    }
    Instant next = clock.instant().plus(pause);
    return passes(refused.why()) && next.isBefore(task.notAfter())
        ? Result.retrying(refused.provider(), refused.why(), pause)
        : Result.failed(refused.provider(), refused.why());
  }

  private static boolean passes(Refusal why) {
    return why == Refusal.TRANSIENT || why == Refusal.THROTTLED;
  }

  private byte[] open(ByteBuffer box, byte[] context) throws NotOpenedException {
    byte[] bytes = new byte[box.remaining()];
    box.duplicate().get(bytes);
    return delivery.open(bytes, context);
  }
}
