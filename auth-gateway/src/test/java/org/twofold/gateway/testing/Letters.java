package org.twofold.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.twofold.events.Destination;
import org.twofold.events.Method;
import org.twofold.events.Recipient;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;
import org.twofold.keys.NotOpenedException;

/** Reads what the notification-service reads in an event. */
public final class Letters {

  private Letters() {}

  /** What is said to each of those who are told by a method. */
  @SuppressWarnings("unchecked") // the schema says what recipients are
  public static List<Destination> of(
      GatewayUnderTest gateway, SpecificRecord event, Method channel) {
    return ((List<Recipient>) field(event, "recipients"))
        .stream()
            .filter(recipient -> recipient.getChannel() == channel)
            .map(
                recipient ->
                    open(
                        gateway,
                        recipient.getDestination(),
                        String.valueOf(field(event, "eventId")),
                        String.valueOf(field(event, "userId")),
                        channel))
            .toList();
  }

  /** Opens a sealed destination. */
  public static Destination open(
      GatewayUnderTest gateway, ByteBuffer box, String belongsTo, String userId, Method channel) {
    byte[] bytes = new byte[box.remaining()];
    box.duplicate().get(bytes);
    try {
      return Destination.getDecoder()
          .decode(
              new Keys(gateway.ground().keys(), gateway.clock())
                  .privateKey("delivery-private")
                  .open(bytes, AssociatedData.of(belongsTo, userId, channel.name())));
    } catch (NotOpenedException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object field(SpecificRecord event, String name) {
    return event.get(event.getSchema().getField(name).pos());
  }
}
