package org.twofold.stack.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.credentials.Credentials;
import org.twofold.stack.layout.DataDirectory;

class ChannelSwitchTest {

  @TempDir Path root;

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private HttpServer worker;
  private int answer = 200;

  @BeforeEach
  void start() throws IOException {
    worker = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    worker.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    worker.start();
  }

  @AfterEach
  void stop() {
    worker.stop(0);
  }

  @Test
  void asksTheNextWorkerWhereOneDoesNotAnswer() throws Exception {
    DataDirectory data = new DataDirectory(root);
    int nobody;
    try (ServerSocket freed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      nobody = freed.getLocalPort();
    }

    new ChannelSwitch(data, List.of(nobody, port())).turn("sms", false);

    assertThat(asked)
        .containsExactly(
            "POST /operator/v1/channels/sms Bearer %s {\"on\":false}"
                .formatted(Credentials.token(data, "operator")));
  }

  @Test
  void saysWhyNoWorkerDoesIt() {
    answer = 404;

    assertThatThrownBy(
            () -> new ChannelSwitch(new DataDirectory(root), List.of(port())).turn("email", true))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("no such switch yet")
        .hasMessageContaining("as it was");
  }

  private int port() {
    return worker.getAddress().getPort();
  }
}
