package org.twofold.notification.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.DeliveryState;
import org.twofold.events.Method;
import org.twofold.notification.template.Matter;

/** What becomes of receipts while the broker is away. */
@Tag("H2")
class LateReceiptsTest {

  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicInteger asked = new AtomicInteger();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final LateReceipts receipts =
      new LateReceipts(
          (task, method, attempt, result) -> {
            asked.incrementAndGet();
            if (away.get()) {
              throw new IllegalStateException("No broker");
            }
            told.add(task.eventId() + " " + result.state());
          });

  @BeforeEach
  void start() {
    receipts.start();
  }

  @AfterEach
  void stop() {
    receipts.stop();
  }

  @Test
  void aReceiptThatCannotBeReportedIsKeptUntilItIs() {
    away.set(true);
    receipts.expect(task("one"), Method.SMS, 1, Result.sent("smpp", "m1"));
    receipts.expect(task("two"), Method.SMS, 1, Result.sent("smpp", "m2"));
    receipts.arrived("smpp", "m1", true);
    receipts.arrived("smpp", "m2", false);
    await().atMost(10, SECONDS).untilAtomic(asked, count -> assertThat(count).isGreaterThan(1));
    assertThat(told).isEmpty();

    away.set(false);

    await()
        .atMost(10, SECONDS)
        .untilAsserted(
            () ->
                assertThat(told)
                    .containsExactly(
                        "one " + DeliveryState.DELIVERED, "two " + DeliveryState.FAILED));
  }

  @Test
  void oneThatOvertookItsMessageIsKeptToo() {
    away.set(true);
    receipts.arrived("smpp", "m1", true);
    receipts.expect(task("one"), Method.SMS, 1, Result.sent("smpp", "m1"));
    await().atMost(10, SECONDS).untilAtomic(asked, count -> assertThat(count).isPositive());

    away.set(false);

    await().atMost(10, SECONDS).until(() -> told.contains("one DELIVERED"));
  }

  @Test
  void whatWaitsIsToldBeforeTheEnd() {
    for (int i = 0; i < 500; i++) {
      receipts.expect(task("event" + i), Method.SMS, 1, Result.sent("smpp", "m" + i));
      receipts.arrived("smpp", "m" + i, true);
    }

    receipts.stop();

    assertThat(told).hasSize(500);
  }

  @Test
  void noMoreIsKeptThanFits() {
    away.set(true);
    for (int i = 0; i < 10_500; i++) {
      receipts.expect(task("event" + i), Method.SMS, 1, Result.sent("smpp", "m" + i));
      receipts.arrived("smpp", "m" + i, true);
    }
    away.set(false);

    await().atMost(10, SECONDS).until(() -> told.contains("event10499 DELIVERED"));
    assertThat(told).hasSizeBetween(9_990, 10_001).doesNotHaveDuplicates();
  }

  private static Task task(String eventId) {
    return new Task(
        eventId,
        "ada",
        "ada",
        "login",
        eventId,
        0,
        new Matter("code.login"),
        eventId,
        1,
        null,
        ByteBuffer.allocate(0),
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        "en");
  }
}
