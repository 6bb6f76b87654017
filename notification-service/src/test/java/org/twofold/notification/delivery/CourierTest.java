package org.twofold.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twofold.events.DeliveryState;
import org.twofold.events.Destination;
import org.twofold.events.Method;
import org.twofold.events.Refusal;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;
import org.twofold.messaging.test.TestKeys;
import org.twofold.notification.channel.Channel;
import org.twofold.notification.channel.Dispatch;
import org.twofold.notification.channel.Receipt;
import org.twofold.notification.channel.Route;
import org.twofold.notification.operator.Switches;
import org.twofold.notification.template.Matter;
import org.twofold.notification.testing.MovingClock;

class CourierTest {

  private final MovingClock clock = new MovingClock();
  private final Keys keys = new Keys(TestKeys.directory(), clock);
  private final Courier courier =
      new Courier(
          keys,
          new Switches(),
          new DeliverySettings(1, List.of(Duration.ofSeconds(2), Duration.ofSeconds(30))),
          clock);

  @Test
  void withoutAProviderAMessageFailsAtOnce() throws Exception {
    Result result = courier.deliver(task(), new Route(Method.SMS, List.of(), clock), 1);

    assertThat(result).isEqualTo(Result.failed(null, Refusal.NO_PROVIDER));
  }

  @ParameterizedTest
  @CsvSource({
    "1,TRANSIENT,,RETRYING,2",
    "2,TRANSIENT,,RETRYING,30",
    "9,TRANSIENT,,RETRYING,30",
    "1,THROTTLED,,RETRYING,2",
    "1,THROTTLED,60,RETRYING,60",
    "2,THROTTLED,10,RETRYING,30",
    "1,TRANSIENT,300,FAILED,",
    "1,PERMANENT,,FAILED,"
  })
  void whatMayBeTakenLaterIsTriedAgainWhileItStillMakesSense(
      int attempt, Refusal why, Integer asked, DeliveryState state, Integer pause)
      throws Exception {
    Duration wait = asked == null ? null : Duration.ofSeconds(asked);
    Route route = answering(new Receipt.Refused("smpp", why, wait));

    Result result = courier.deliver(task(), route, attempt);

    assertThat(result.state()).isEqualTo(state);
    assertThat(result.refusal()).isEqualTo(why);
    assertThat(result.pause()).isEqualTo(pause == null ? null : Duration.ofSeconds(pause));
  }

  @Test
  void whatNobodyWasAskedForIsNoTryAndItsPausesDoNotGrow() throws Exception {
    Route route = answering(new Receipt.Refused(null, Refusal.TRANSIENT, Duration.ofSeconds(4)));

    Result result = courier.deliver(task(), route, 2);

    assertThat(result.isSpared()).isTrue();
    assertThat(result.pause()).isEqualTo(Duration.ofSeconds(4));
  }

  private Route answering(Receipt receipt) {
    return new Route(
        Method.SMS,
        List.of(
            new Channel() {
              @Override
              public String name() {
                return "smpp";
              }

              @Override
              public Receipt send(Dispatch dispatch) {
                return receipt;
              }

              @Override
              public void close() {
                // has no connection
              }
            }),
        clock);
  }

  private Task task() throws Exception {
    Instant now = clock.instant();
    byte[] context = AssociatedData.of("event", "ada", "SMS");
    ByteBuffer encoded =
        Destination.getEncoder()
            .encode(Destination.newBuilder().setAddress("+33612345678").build());
    byte[] destination = new byte[encoded.remaining()];
    encoded.get(destination);
    return new Task(
        "event",
        "ada",
        "ada",
        "session",
        "event",
        0,
        new Matter("factor.phoneChanged"),
        null,
        0,
        null,
        ByteBuffer.wrap(keys.publicKey("delivery-public").seal(destination, context)),
        null,
        now,
        now.plusSeconds(300),
        "en");
  }
}
