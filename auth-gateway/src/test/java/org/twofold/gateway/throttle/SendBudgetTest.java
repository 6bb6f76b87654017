package org.twofold.gateway.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.Method;
import org.twofold.gateway.testing.AtOnce;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.test.SettableClock;

@Tag("F1")
class SendBudgetTest {

  private static final String TO = "ada@example.com";

  private final GatewayUnderTest gateway = GatewayUnderTest.onStandIn();
  private final SendBudget budget = gateway.bean(SendBudget.class);
  private final String userId = EventIds.next();

  @BeforeEach
  void atNine() {
    gateway.clock().set(SettableClock.NINE);
  }

  @Test
  void ofSixtyFourAtOnceExactlySixAreGranted() throws Exception {
    List<SendBudget.Answer> answers = AtOnce.sixtyFour(this::take);

    assertThat(answers).filteredOn(SendBudget.Answer.Granted.class::isInstance).hasSize(6);
  }

  @Test
  void saysWhenTheFirstOfSixIsTenMinutesOld() {
    for (int i = 0; i < 6; i++) {
      assertThat(take()).isInstanceOf(SendBudget.Answer.Granted.class);
    }
    SendBudget.Answer full = take();
    assertThat(full)
        .isEqualTo(new SendBudget.Answer.Full(SettableClock.NINE.plus(Duration.ofMinutes(10))));

    gateway.clock().set(SettableClock.NINE.plus(Duration.ofMinutes(10)));

    assertThat(take()).isInstanceOf(SendBudget.Answer.Granted.class);
  }

  @Test
  void takesTwentyADayAndNoMore() {
    int granted = 0;
    for (int minute = 0; minute < 24 * 60; minute += 10) {
      gateway.clock().set(SettableClock.NINE.plus(Duration.ofMinutes(minute)));
      granted += take() instanceof SendBudget.Answer.Granted ? 1 : 0;
    }

    assertThat(granted).isEqualTo(20);
  }

  @Test
  void anotherDestinationAndAnotherUserHaveTheirOwn() {
    for (int i = 0; i < 7; i++) {
      take();
    }

    assertThat(budget.take(userId, Method.EMAIL, "other@example.com").block())
        .isInstanceOf(SendBudget.Answer.Granted.class);
    assertThat(budget.take(EventIds.next(), Method.EMAIL, TO).block())
        .isInstanceOf(SendBudget.Answer.Granted.class);
  }

  private SendBudget.Answer take() {
    return budget.take(userId, Method.EMAIL, TO).block();
  }
}
