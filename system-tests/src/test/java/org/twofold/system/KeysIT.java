package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.twofold.system.Subscriber.aSubscriberWithEmailVerification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every key of every service gets a successor while people log in. */
@ExtendWith(Stack.class)
class KeysIT {

  private static final int PEOPLE = 3;

  private final Stack.Running stack;

  KeysIT(Stack.Running stack) {
    this.stack = stack;
  }

  @Test
  @Tag("A3")
  @Tag("G4")
  void noLoginFailsWhileEveryKeyIsRotated() throws Exception {
    Subscriber first = aSubscriberWithEmailVerification(stack);
    String session = first.sessionTokenByEmail();
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> logins = new ArrayList<>();
      IntStream.range(0, PEOPLE).forEach(n -> logins.add(threads.submit(() -> logInUntil(over))));

      Stack.Printed rotated = stack.run("keys", "rotate", "all", "--in", "6s");
      Instant moment = Instant.now().plusSeconds(6);
      assertThat(rotated.exitCode()).as(rotated.out()).isZero();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> Instant.now().isAfter(moment.plusSeconds(6)));
      over.set(true);

      for (Future<Integer> done : logins) {
        assertThat(done.get()).isPositive();
      }
    }
    assertThat(first.api().get("/api/v1/session", session).status()).isEqualTo(200);
    assertThat(stack.run("keys", "list").out()).doesNotContain("successor from");
    assertThat(Events.of(stack, first, "LoginSucceeded")).hasSize(2);
    assertThat(first.sessionTokenByEmail()).isNotEmpty();
  }

  /** Signs up and logs in, time and again; fails with the first that does not succeed. */
  private int logInUntil(AtomicBoolean over) {
    int logins = 0;
    while (!over.get()) {
      Subscriber she = aSubscriberWithEmailVerification(stack);
      assertThat(she.sessionTokenByEmail()).isNotEmpty();
      assertThat(she.sessionTokenByEmail()).isNotEmpty();
      logins++;
    }
    return logins;
  }
}
