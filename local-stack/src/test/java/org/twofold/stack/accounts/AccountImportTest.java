package org.twofold.stack.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.credentials.Credentials;
import org.twofold.stack.layout.DataDirectory;

class AccountImportTest {

  private static final String ADA = "{\"email\":\"ada@example.com\",\"password\":\"a\"}\n";

  @TempDir Path directory;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();
  private DataDirectory data;
  private Path file;
  private GatewayDouble gateway;

  @BeforeEach
  void start() throws IOException {
    data = new DataDirectory(directory.resolve("data"));
    file = directory.resolve("accounts.ndjson");
    gateway = new GatewayDouble(Credentials.token(data, "operator"));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void importsEveryLineTwoHundredARequestAndAFewAtOnce() throws Exception {
    gateway.stallMillis = 50;
    Tally tally = importing(accounts(1, 2_020));

    assertThat(tally).isEqualTo(new Tally(2_020, 0, 0, 0));
    assertThat(gateway.accounts).hasSize(2_020);
    assertThat(gateway.requests).hasSize(11).contains(200, 20);
    assertThat(gateway.mostAtOnce).hasValueBetween(2, 4);
    assertThat(gateway.origin).isEqualTo("origin=IMPORT");
    assertThat(text(said)).contains("2020 lines: 2020 created, 0 updated, 0 unchanged, 0 refused");
  }

  @Test
  void saysOfEachRefusedLineWhatIsWrongAndImportsTheRest() throws Exception {
    Tally tally =
        importing(
            ADA
                + "{\"email\":\"nobody\"}\n"
                + "\n"
                + "{\"email\":\n"
                + "[\"grace@example.com\"]\n"
                + "{\"email\":\"long@example.com\",\"password\":\"%s\"}\n"
                    .formatted("x".repeat(16_384))
                + "{\"email\":\"twice@example.com\"} {}\n"
                + ADA
                + "{\"email\":\"grace@example.com\"}");

    assertThat(text(complained).lines())
        .containsExactly(
            "line 2: email: " + GatewayDouble.REFUSED,
            "line 4: not a JSON object",
            "line 5: not a JSON object",
            "line 6: longer than 16 KiB",
            "line 7: not a JSON object");
    assertThat(tally).isEqualTo(new Tally(2, 0, 1, 5));
    assertThat(gateway.accounts).containsOnlyKeys("ada@example.com", "grace@example.com");
  }

  @Test
  void takesALineOfSixteenKibibytes() throws Exception {
    String line = "{\"email\":\"ada@example.com\",\"password\":\"%s\"}";
    String longest = line.formatted("x".repeat((16 << 10) - line.length() + 2));

    assertThat(longest).hasSize(16 << 10);
    assertThat(importing(longest + "\r\n").refused()).as("with the return 1 too many").isOne();
    assertThat(importing(longest + "\n").created()).isOne();
  }

  @Test
  void waitsWhileTheGatewayIsBusy() throws Exception {
    gateway.failures.set(1);

    assertThat(importing(ADA).created()).isOne();
    gateway.failureStatus = 429;
    gateway.failures.set(1);
    assertThat(importing(ADA).unchanged()).isOne();
  }

  @Test
  void goesOnWhereItStopped() throws Exception {
    Files.writeString(file, accounts(1, 300) + "{\"email\":\"nobody\"}\n" + accounts(301, 500));
    gateway.failureStatus = 404;
    gateway.serves.set(1);
    assertThatThrownBy(() -> run(false, 1))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("goes on from where it stopped");
    int before = gateway.requests.size();
    assertThat(progress()).exists();
    gateway.serves.set(Integer.MAX_VALUE);

    Tally tally = run(false);

    assertThat(tally).as("those of the first call included").isEqualTo(new Tally(500, 0, 0, 1));
    assertThat(text(said)).contains("Going on after line 200.");
    assertThat(gateway.requests.stream().skip(before).mapToInt(Integer::intValue).sum())
        .isEqualTo(301);
    assertThat(text(complained)).contains("line 301: email");
    assertThat(progress()).doesNotExist();
  }

  @Test
  void beginsAnewForAnotherFileAndWhenToldTo() throws Exception {
    Files.writeString(file, accounts(1, 210));
    ProgressFile remembered = ProgressFile.of(file, data);
    Progress half = new Progress(remembered.none().of(), 200, 200L * 30, Tally.NONE);

    remembered.write(half);
    assertThat(run(true).created()).as("from the start").isEqualTo(210);
    remembered.write(half);
    Files.writeString(file, accounts(211, 280));
    assertThat(run(false).created()).as("another file").isEqualTo(70);
  }

  @Test
  void saysWhyTheGatewayTakesNothing() throws Exception {
    Files.writeString(file, ADA);
    Files.delete(data.credentials().resolve("operator.token"));

    assertThatThrownBy(() -> run(false))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("does not take the operator's token");
  }

  private Tally importing(String content) throws Exception {
    Files.writeString(file, content);
    return run(false);
  }

  private Tally run(boolean fromStart) throws InterruptedException {
    return run(fromStart, 4);
  }

  private Tally run(boolean fromStart, int inFlight) throws InterruptedException {
    return new AccountImport(data, gateway.ports(), console(), inFlight).run(file, fromStart);
  }

  private Console console() {
    return new Console(
        new PrintStream(said, true, UTF_8), new PrintStream(complained, true, UTF_8), false);
  }

  private Path progress() {
    return directory.resolve("accounts.ndjson.progress");
  }

  private static String accounts(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj("{\"email\":\"u%04d@example.com\"}\n"::formatted)
        .collect(Collectors.joining());
  }

  private static String text(ByteArrayOutputStream written) {
    return written.toString(UTF_8);
  }
}
