package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.twofold.system.Subscriber.aSubscriberWithEmailVerification;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.twofold.system.Stack.Line;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stack taken down in every way; after all other tests, and with no more workers than needed.
 */
@ExtendWith(Stack.class)
@Order(Integer.MAX_VALUE)
class RestartIT {

  private final Stack.Running stack;

  RestartIT(Stack.Running stack) {
    this.stack = stack;
  }

  @Test
  void dataSurvivesARestartAndNoProcessOutlivesItsSupervisor() throws Exception {
    Subscriber she = aSubscriberWithEmailVerification(stack);
    String session = she.sessionTokenByEmail();
    List<Line> before = stack.status();

    assertThat(stack.run("down").exitCode()).isZero();
    assertGone(before);
    stack.up(1);
    assertThat(she.api().get("/api/v1/session", session).status()).isEqualTo(200);
    assertThat(she.sessionTokenByEmail()).isNotEmpty();

    List<Line> again = stack.status();
    ProcessHandle.of(supervisor()).orElseThrow().destroyForcibly();
    assertGone(again);
    stack.up(1);
    assertThat(she.sessionTokenByEmail()).isNotEmpty();
  }

  private long supervisor() throws Exception {
    return JsonMapper.builder()
        .build()
        .readTree(Files.readString(stack.data().resolve("control.json")))
        .path("pid")
        .asLong();
  }

  private static void assertGone(List<Line> processes) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                processes.stream()
                    .noneMatch(
                        line ->
                            ProcessHandle.of(line.pid())
                                .map(ProcessHandle::isAlive)
                                .orElse(false)));
  }
}
