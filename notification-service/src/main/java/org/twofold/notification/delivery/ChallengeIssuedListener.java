package org.twofold.notification.delivery;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.ShareAcknowledgment;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.events.Topics;
import org.twofold.messaging.Handling;
import org.twofold.messaging.Parking;
import org.twofold.messaging.UnreadableEventException;

/** Hears of codes and notices to be sent by e-mail, as one worker of a share group. */
@Component
class ChallengeIssuedListener {

  /** The broker drops a record silently at 10 deliveries; before that it is parked. */
  private static final int LAST_DELIVERY = 8;

  private final Round round;
  private final Parking parking;
  private final Channel email;

  ChallengeIssuedListener(Round round, Parking parking, List<Channel> channels) {
    this.round = round;
    this.parking = parking;
    this.email = Channel.of(Method.EMAIL, channels);
  }

  @KafkaListener(
      topics = {Topics.Names.CHALLENGE_ISSUED, Topics.Names.FACTOR_TOGGLED},
      groupId = ShareGroups.EMAIL,
      containerFactory = "shareListeners")
  void on(ConsumerRecord<String, byte[]> received, ShareAcknowledgment acknowledgment) {
    try {
      if (received.deliveryCount().orElse((short) 1) >= LAST_DELIVERY) {
        Handling.finish(parking.park(received, "DELIVERED_TOO_OFTEN"));
      } else {
        round.go(received, email);
      }
      acknowledgment.acknowledge();
    } catch (UnreadableEventException e) {
      Handling.finish(parking.park(received, e.reason().name()));
      acknowledgment.acknowledge();
    } catch (IllegalArgumentException e) {
      Handling.finish(parking.park(received, e.getClass().getSimpleName()));
      acknowledgment.acknowledge();
    } catch (RuntimeException e) {
      // the broker delivers it again, to this worker or another
      acknowledgment.release();
    }
  }
}
