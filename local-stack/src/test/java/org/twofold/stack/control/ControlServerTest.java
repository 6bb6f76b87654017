package org.twofold.stack.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.process.ProcessState;

class ControlServerTest {

  private static final StackStatus STATUS =
      new StackStatus(
          true,
          List.of(
              new StackStatus.Line("kafka", 4711, 9092, ProcessState.READY),
              new StackStatus.Line("inbox", 0, 8025, ProcessState.FAILED)));

  @TempDir Path folder;

  private final Recorded stack = new Recorded();
  private ControlServer server;

  /** What was asked for. */
  private static final class Recorded implements Controlled {
    final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public StackStatus status() {
      return STATUS;
    }

    @Override
    public boolean restart(String name) {
      calls.add("restart " + name);
      return name.equals("kafka");
    }

    @Override
    public void down() {
      calls.add("down");
    }
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ControlServer(stack, "secret");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void answersWhoHasTheToken() throws Exception {
    ControlClient client = new ControlClient(file("secret"));

    assertThat(client.status()).isEqualTo(STATUS);
    assertThat(client.restart("kafka")).isTrue();
    assertThat(client.restart("nothing")).isFalse();
    client.down();
    // it answers before it begins to end, or its answer would be lost
    await().until(() -> stack.calls.size() == 3);
    assertThat(stack.calls).containsExactly("restart kafka", "restart nothing", "down");
  }

  @Test
  void refusesWhoHasNot() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String credential : List.of("Bearer wrong", "secret", "Bearer ")) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/down"))
                .header("Authorization", credential)
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
      }
    }
    assertThat(stack.calls).isEmpty();
  }

  @Test
  void isReadyOnlyIfAllAreAndShowsAHyphenForNoProcess() {
    assertThat(STATUS.isReady()).isFalse();
    assertThat(STATUS.failed()).containsExactly("inbox");
    assertThat(STATUS.processes().getFirst().text().split("\\s+"))
        .containsExactly("kafka", "4711", "9092", "READY");
    assertThat(STATUS.processes().getLast().text().split("\\s+"))
        .containsExactly("inbox", "-", "8025", "FAILED");
    assertThat(new StackStatus(true, List.of()).isReady()).isFalse();
  }

  @Test
  void keepsItsFileToItsOwnerAndItsTokenOutOfText() throws Exception {
    DataDirectory data = new DataDirectory(folder);

    file("secret").write(data);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.control())))
        .isEqualTo("rw-------");
    assertThat(file("secret").toString()).doesNotContain("secret");
  }

  @Test
  void isNotLookedForWhereNoSupervisorRuns() throws Exception {
    DataDirectory data = new DataDirectory(folder);
    file("secret").write(data);

    assertThatThrownBy(() -> ControlClient.of(data))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("Twofold does not run on " + folder);
  }

  private ControlFile file(String token) {
    return new ControlFile(1, server.port(), token, 0);
  }
}
