package org.twofold.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {

  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration SHORT = Duration.ofMillis(20);

  @TempDir Path directory;

  private final List<String> sentences = new CopyOnWriteArrayList<>();
  private Watchdog watchdog;
  private ServerSocket listening;
  private ManagedProcess process;

  @BeforeEach
  void listen() throws IOException {
    watchdog = new Watchdog();
    listening = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
  }

  @AfterEach
  void stop() throws Exception {
    process.stop();
    watchdog.close();
    listening.close();
  }

  @Test
  void isReadyWhenItAnswers() {
    run("exec sleep 300", SHORT);

    awaitState(ProcessState.READY);
    assertThat(ProcessHandle.of(process.pid())).isPresent();
  }

  @Test
  void isStartingAgainWhenItAnswersNoMore() throws IOException {
    run("exec sleep 300", SHORT);
    awaitState(ProcessState.READY);
    listening.close();

    awaitState(ProcessState.STARTING);
  }

  @Test
  void isStartedAgainAfterAKill() {
    run("exec sleep 300", SHORT);
    awaitState(ProcessState.READY);
    long killed = process.pid();

    ProcessHandle.of(killed).orElseThrow().destroyForcibly();

    await()
        .atMost(SOON)
        .until(
            () ->
                process.state() == ProcessState.READY
                    && process.pid() != killed
                    && process.pid() != 0);
    assertThat(sentences).isEmpty();
  }

  @Test
  void fallsAfterFiveDeathsAndSaysSoInASentence() throws IOException {
    run("echo start; exit 3", SHORT);

    awaitState(ProcessState.FAILED);

    assertThat(starts()).isEqualTo(5);
    assertThat(process.pid()).isZero();
    assertThat(sentences)
        .singleElement()
        .asString()
        .startsWith("tiny FAILED")
        .contains("exit code 3", "the others go on", log().toString(), "./twofold restart tiny");
  }

  @Test
  void canBeRestartedAfterItFell() throws Exception {
    run("echo start; exit 3", SHORT);
    awaitState(ProcessState.FAILED);

    process.restart();

    await().atMost(SOON).until(() -> starts() == 10);
  }

  @Test
  void stopsForGood() throws Exception {
    run("exec sleep 300", SHORT);
    awaitState(ProcessState.READY);
    long pid = process.pid();

    process.stop();

    assertThat(ProcessHandle.of(pid)).isEmpty();
    process.start();
    assertThat(process.pid()).isZero();
  }

  @Test
  void restartsWhileItRuns() throws Exception {
    run("exec sleep 300", Duration.ofMinutes(1));
    awaitState(ProcessState.READY);
    long former = process.pid();

    process.restart();

    await().atMost(SOON).until(() -> process.pid() != former && process.pid() != 0);
  }

  private void run(String script, Duration backOff) {
    ProcessSpec spec =
        new ProcessSpec(
            "tiny",
            listening.getLocalPort(),
            () -> List.of("sh", "-c", script),
            Map.of(),
            new Probe.Tcp(listening.getLocalPort()),
            log());
    process = new ManagedProcess(spec, watchdog, InstantSource.system(), backOff, sentences::add);
    process.start();
  }

  private Path log() {
    return directory.resolve("tiny.log");
  }

  private long starts() throws IOException {
    return Files.exists(log()) ? Files.readAllLines(log()).size() : 0;
  }

  private void awaitState(ProcessState state) {
    await().atMost(SOON).until(() -> process.state() == state);
  }
}
