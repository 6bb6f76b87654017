package org.twofold.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.notification.testing.Dispatches.loginCode;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.Method;
import org.twofold.events.Refusal;
import org.twofold.notification.channel.Receipt.Refused;
import org.twofold.notification.channel.Receipt.Taken;
import org.twofold.notification.testing.MovingClock;

@Tag("H5")
class RouteTest {

  private final MovingClock clock = new MovingClock();
  private final Scripted first = new Scripted("first");
  private final Scripted second = new Scripted("second");
  private final Route route = new Route(Method.EMAIL, List.of(first, second), clock);

  @Test
  void asksInTheConfiguredOrder() {
    assertThat(send()).isEqualTo(new Taken("first", null));
    assertThat(second.calls).isZero();
  }

  @Test
  void theNextOneTakesOverWhereOneDoesNotTakeItForNow() {
    first.refuses(Refusal.TRANSIENT);

    assertThat(send()).isEqualTo(new Taken("second", null));
  }

  @Test
  void whatIsRefusedForGoodIsAskedOfNoOther() {
    first.refuses(Refusal.PERMANENT);

    assertThat(send()).isEqualTo(new Refused("first", Refusal.PERMANENT));
    assertThat(second.calls).isZero();
  }

  @Test
  void oneThatFailedLatelyIsAskedLastForAWhile() {
    first.refuses(Refusal.TRANSIENT);
    send();
    first.takes();

    assertThat(send()).isEqualTo(new Taken("second", null));

    clock.pass(Duration.ofSeconds(61));
    assertThat(send()).isEqualTo(new Taken("first", null));
  }

  @Test
  void oneThatIsDownIsHardlyAsked() {
    first.refuses(Refusal.TRANSIENT);
    second.refuses(Refusal.TRANSIENT);
    for (int second = 0; second < 60; second++) {
      for (int i = 0; i < 10; i++) {
        assertThat(send()).isInstanceOf(Refused.class);
      }
      clock.pass(Duration.ofSeconds(1));
    }
    // 600 messages in a minute
    assertThat(first.calls).isLessThan(12);
    assertThat(second.calls).isLessThan(12);

    first.takes();
    clock.pass(Duration.ofSeconds(10));
    assertThat(send()).isEqualTo(new Taken("first", null));
    assertThat(send()).isEqualTo(new Taken("first", null));
  }

  @Test
  void oneProbeAtATimeGoesToOneThatWasDown() {
    first.refuses(Refusal.TRANSIENT);
    Route alone = new Route(Method.SMS, List.of(first), clock);
    for (int i = 0; i < 3; i++) {
      alone.send(loginCode("x", clock.instant()));
    }
    clock.pass(Duration.ofSeconds(3));
    // while the probe is under way another message comes
    first.answer =
        () -> {
          first.answer = () -> new Taken("first", null);
          assertThat(alone.send(loginCode("x", clock.instant()))).isInstanceOf(Refused.class);
          return new Taken("first", null);
        };

    assertThat(alone.send(loginCode("x", clock.instant()))).isInstanceOf(Taken.class);
    assertThat(first.calls).isEqualTo(4);
  }

  @Test
  void saysWhenOneThatIsDownMayBeAskedAgain() {
    first.answer = () -> new Refused("first", Refusal.THROTTLED, Duration.ofSeconds(30));
    Route alone = new Route(Method.SMS, List.of(first), clock);
    alone.send(loginCode("x", clock.instant()));
    clock.pass(Duration.ofSeconds(10));

    assertThat(alone.send(loginCode("x", clock.instant())))
        .isEqualTo(new Refused(null, Refusal.TRANSIENT, Duration.ofSeconds(20)));
    assertThat(first.calls).isEqualTo(1);
  }

  @Test
  void oneThatThrowsHoldsUpNobody() {
    first.answer =
        () -> {
          throw new IllegalStateException("broken");
        };
    for (int i = 0; i < 10; i++) {
      assertThat(send()).isEqualTo(new Taken("second", null));
    }
    assertThat(first.calls).isEqualTo(1);
  }

  @Test
  void withoutAProviderItIsRefusedAtOnce() {
    assertThat(new Route(Method.SMS, List.of(), clock).send(loginCode("x", clock.instant())))
        .isEqualTo(new Refused(null, Refusal.NO_PROVIDER, null));
  }

  @Test
  void anAddressThatOneCannotTakeGoesToAnother() {
    first.refuses(Refusal.ADDRESS_NOT_ASCII);

    for (int i = 0; i < 10; i++) {
      assertThat(send()).isEqualTo(new Taken("second", null));
    }
    // it is not ill for that
    assertThat(first.calls).isEqualTo(10);
  }

  @Test
  void anAddressThatOneCannotTakeWaitsForAnother() {
    first.refuses(Refusal.ADDRESS_NOT_ASCII);
    second.refuses(Refusal.TRANSIENT);

    for (int i = 0; i < 10; i++) {
      assertThat(send())
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.why()).isEqualTo(Refusal.TRANSIENT));
    }
    second.refuses(Refusal.ADDRESS_NOT_ASCII);
    clock.pass(Duration.ofMinutes(2));
    assertThat(send())
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.why()).isEqualTo(Refusal.ADDRESS_NOT_ASCII));
  }

  @Test
  void oneThatMayTakeItLaterCountsMoreThanOneThatNeverDoes() {
    first.refuses(Refusal.TRANSIENT);
    second.refuses(Refusal.ADDRESS_NOT_ASCII);

    assertThat(send()).isEqualTo(new Refused("first", Refusal.TRANSIENT));
  }

  private Receipt send() {
    return route.send(loginCode("ada@example.com", clock.instant()));
  }

  private static final class Scripted implements Channel {
    private final String name;
    private int calls;
    private Supplier<Receipt> answer;

    Scripted(String name) {
      this.name = name;
      this.answer = () -> new Taken(name, null);
    }

    void refuses(Refusal why) {
      answer = () -> new Refused(name, why);
    }

    void takes() {
      answer = () -> new Taken(name, null);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Receipt send(Dispatch dispatch) {
      calls++;
      return answer.get();
    }

    @Override
    public void close() {
      // has no connection
    }
  }
}
