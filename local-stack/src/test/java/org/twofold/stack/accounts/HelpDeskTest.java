package org.twofold.stack.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.credentials.Credentials;
import org.twofold.stack.layout.DataDirectory;
import tools.jackson.databind.json.JsonMapper;

@Tag("D5")
class HelpDeskTest {

  @TempDir Path root;

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private HttpServer gateway;
  private int status = 200;
  private String answer = "{\"changed\":true}";

  @BeforeEach
  void start() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    gateway.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          byte[] body = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    gateway.start();
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
  }

  @Test
  void asksWithTheTokenAndTheAddressInTheBody() throws Exception {
    assertThat(ask().path("changed").asBoolean()).isTrue();

    assertThat(asked)
        .containsExactly(
            "/operator/v1/accounts/disable Bearer %s {\"address\":\"ada@example.com\"}"
                .formatted(Credentials.token(new DataDirectory(root), "operator")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|{\"errors\":[{\"field\":\"reason\",\"message\":\"is too long\"}]}|reason is too long",
        "401||does not take the operator's token",
        "404||No account has this address",
        "422||no such factor set up",
        "503||not known whether anything was done",
        "500|not json at all, and nobody reads it|not known"
      })
  void saysWhyItWasNotDone(int code, String body, String sentence) {
    status = code;
    answer = body == null || code == 500 ? "" : body;

    assertThatThrownBy(this::ask)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining(sentence)
        .hasMessageNotContaining("ada@example.com");
  }

  @Test
  void saysThatTheGatewayIsNotThere() {
    gateway.stop(0);

    assertThatThrownBy(this::ask)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("./twofold status");
  }

  @Test
  void showsWhatAnOperatorMaySee() {
    assertThat(
            AccountSummary.of(
                JsonMapper.builder()
                    .build()
                    .readTree(
                        """
                        {"userId":"u1","disabled":true,"createdAt":"2026-11-24T09:00:00Z",
                         "methods":[{"method":"EMAIL","on":true,"setUp":1,"locked":true},
                          {"method":"SMS","on":false,"setUp":0,"locked":false},
                          {"method":"TOTP","on":true,"setUp":2,"locked":false,
                           "lockedUntil":"2026-11-24T10:00:00Z"}],
                         "backupCodes":3,"sessions":2,"changesStopped":true,
                         "removals":[{"method":"TOTP","dueAt":"2026-11-25T09:00:00Z",
                          "operator":"olga","reason":"phone lost"}]}""")))
        .contains(
            "user id        u1",
            "state          closed",
            "last login     not known",
            "sessions       2",
            "EMAIL          on, locked",
            "SMS            off, 0 set up",
            "TOTP           on, 2 set up, takes no code until 2026-11-24T10:00:00Z",
            "backup codes   3 left",
            "changes        stopped by the owner until the password is reset",
            "to be removed  TOTP at 2026-11-25T09:00:00Z, asked for by olga: phone lost");
  }

  private tools.jackson.databind.JsonNode ask() throws InterruptedException {
    return new HelpDesk(
            new DataDirectory(root),
            URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()))
        .ask("disable", Map.of("address", "ada@example.com"));
  }
}
