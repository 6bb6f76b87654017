package org.twofold.notification.delivery;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.twofold.events.Method;
import org.twofold.messaging.Handling;
import org.twofold.messaging.Parking;
import org.twofold.messaging.UnreadableEventException;
import org.twofold.notification.channel.Route;
import org.twofold.notification.queue.Work;

/** What the workers of one method do with a record. What is no event of ours is parked. */
final class Intake implements Work {

  private final Round round;
  private final Route route;
  private final Parking parking;

  Intake(Round round, Route route, Parking parking) {
    this.round = round;
    this.route = route;
    this.parking = parking;
  }

  @Override
  public void on(ConsumerRecord<String, byte[]> received) {
    try {
      round.go(received, route, Mark.of(received));
    } catch (UnreadableEventException e) {
      // both methods' groups see it; one of them parks it
      if (route.method() == Method.EMAIL) {
        park(received, e.reason().name());
      }
    } catch (IllegalArgumentException e) {
      park(received, e.getClass().getSimpleName());
    }
  }

  @Override
  public void giveUp(ConsumerRecord<String, byte[]> received) {
    park(received, "DELIVERED_TOO_OFTEN");
  }

  private void park(ConsumerRecord<String, byte[]> received, String reason) {
    Handling.finish(parking.park(received, reason));
  }

  @Override
  public boolean concerns(ConsumerRecord<String, byte[]> received) {
    try {
      Mark mark = Mark.of(received);
      return mark == null ? round.asks(received, route) : mark.method() == route.method();
    } catch (IllegalArgumentException | UnreadableEventException e) {
      // what cannot be read is parked where it is worked off
      return true;
    }
  }

  @Override
  public Instant due(ConsumerRecord<String, byte[]> received) {
    try {
      Mark mark = Mark.of(received);
      return mark == null ? Instant.EPOCH : mark.notBefore();
    } catch (IllegalArgumentException e) {
      return Instant.EPOCH;
    }
  }
}
