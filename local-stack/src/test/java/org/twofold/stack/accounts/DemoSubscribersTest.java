package org.twofold.stack.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twofold.stack.console.Console;
import org.twofold.stack.credentials.Credentials;
import org.twofold.stack.layout.DataDirectory;
import tools.jackson.databind.JsonNode;

class DemoSubscribersTest {

  @TempDir Path root;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private DataDirectory data;
  private GatewayDouble gateway;

  @BeforeEach
  void start() throws IOException {
    data = new DataDirectory(root);
    gateway = new GatewayDouble(Credentials.token(data, "operator"));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void makesOneForEachWayOfLoggingIn() throws Exception {
    assertThat(make()).isTrue();

    assertThat(gateway.origin).isEqualTo("origin=DEMO");
    assertThat(gateway.accounts).containsOnlyKeys(DemoSubscribers.addresses());
    assertThat(gateway.accounts.values())
        .allMatch(account -> account.path("password").asString().equals("correct-horse-battery"))
        .allMatch(account -> account.path("locale").asString().equals("en"));
    assertThat(account("demo@example.com").size()).as("no factor").isEqualTo(3);
    assertThat(account("demo-email@example.com").path("emailEnabled").asBoolean()).isTrue();
    assertThat(account("demo-sms@example.com").path("phone").asString()).isEqualTo("+447700900123");
    assertThat(account("demo-sms@example.com").path("smsEnabled").asBoolean()).isTrue();
    assertThat(account("demo-totp@example.com").path("totpEnabled").asBoolean()).isTrue();
  }

  @Test
  void keepsTheSecretWhereOnlyItsOwnerReadsIt() throws Exception {
    make();

    Path file = root.resolve("credentials/demo-totp");
    assertThat(account("demo-totp@example.com").path("totpSecret").asString())
        .isEqualTo(Files.readString(file).strip())
        .hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void makesThemOnce() throws Exception {
    make();
    gateway.accounts.clear();

    assertThat(make()).isTrue();
    assertThat(gateway.accounts).isEmpty();
  }

  @Test
  void goesOnWithoutThemWhereTheGatewayHasNoImport() throws Exception {
    gateway.failureStatus = 404;
    gateway.serves.set(0);

    assertThat(make()).isFalse();
    assertThat(said.toString(UTF_8).lines())
        .containsExactly(
            "There are no demo subscribers. The gateway takes no accounts: this build of it has no"
                + " import yet.");
    gateway.serves.set(1);
    assertThat(make()).as("at the next start").isTrue();
  }

  private boolean make() throws Exception {
    PrintStream out = new PrintStream(said, true, UTF_8);
    return new DemoSubscribers(data, gateway.ports(), new Console(out, out, false)).make();
  }

  private JsonNode account(String address) {
    return gateway.accounts.get(address);
  }
}
