package org.twofold.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String JAVA = ProcessHandle.current().info().command().orElse("java");

  private final List<ProcessHandle> started = new ArrayList<>();

  @AfterEach
  void leaveNothing() {
    started.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void killsWhatItGuardsWhenItsOwnerIsKilled() throws IOException {
    Process owner = owner();
    ProcessHandle sleeper = announced(owner);

    owner.destroyForcibly();

    await().atMost(SOON).until(() -> !sleeper.isAlive());
  }

  @Test
  void outlivesCtrlCAndTerminationSoThatItCanStillKill() throws IOException {
    Process owner = owner();
    ProcessHandle sleeper = announced(owner);
    ProcessHandle shell = announced(owner);
    signal("INT", shell);
    signal("TERM", shell);
    signal("HUP", shell);

    owner.destroyForcibly();

    await().atMost(SOON).until(() -> !sleeper.isAlive());
  }

  @Test
  void isReplacedWhenItIsKilledAndStillKnowsWhatToGuard() throws IOException {
    Watchdog watchdog = new Watchdog();
    Process sleeper = sleeper();
    watchdog.guard(sleeper.toHandle());
    long first = watchdog.pid();

    ProcessHandle.of(first).orElseThrow().destroyForcibly();
    await().atMost(SOON).until(() -> watchdog.pid() != first);
    watchdog.close();

    await().atMost(SOON).until(() -> !sleeper.isAlive());
  }

  @Test
  void leavesAloneWhatEndedByItself() throws Exception {
    try (Watchdog watchdog = new Watchdog()) {
      Process ended = new ProcessBuilder("true").start();
      watchdog.guard(ended.toHandle());
      ended.waitFor();

      await().atMost(SOON).until(() -> !watchdog.guards(ended.pid()));
    }
  }

  /** A process of its own that guards a sleeper and prints its id and the shell's. */
  private Process owner() throws IOException {
    Process owner =
        new ProcessBuilder(
                JAVA, "-cp", System.getProperty("java.class.path"), WatchdogOwner.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    started.add(owner.toHandle());
    return owner;
  }

  private ProcessHandle announced(Process owner) throws IOException {
    BufferedReader output = owner.inputReader();
    ProcessHandle process = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
    started.add(process);
    return process;
  }

  private Process sleeper() throws IOException {
    Process sleeper = new ProcessBuilder("sleep", "300").start();
    started.add(sleeper.toHandle());
    return sleeper;
  }

  private static void signal(String name, ProcessHandle process) {
    try {
      assertThat(
              new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                  .start()
                  .waitFor())
          .isZero();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
