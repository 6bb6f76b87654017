package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** Accounts from a file, and a gateway that dies meanwhile. */
@ExtendWith(Stack.class)
class ImportIT {

  private static final int ACCOUNTS = 4_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Stack.Running stack;

  ImportIT(Stack.Running stack) {
    this.stack = stack;
  }

  @Test
  @Tag("H1")
  @Tag("H3")
  void anImportOutlivesAKilledGatewayAndEveryAccountIsThereOnceWithItsEvents() {
    ImportFile file = ImportFile.of("killed", ACCOUNTS);
    Instant start = Subscriber.now();
    ProcessHandle gateway = ProcessHandle.of(stack.process("auth-gateway").pid()).orElseThrow();
    CompletableFuture<Stack.Printed> running =
        CompletableFuture.supplyAsync(() -> stack.run(240, "import", file.path().toString()));
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> linesDone(file) > 0 || running.isDone());
    gateway.destroyForcibly();
    assertThat(running).as("it was killed midway").isNotDone();

    Stack.Printed first = running.join();

    assertThat(first.out()).contains(ACCOUNTS + " lines: ").contains(" 0 updated", " 0 refused");
    assertThat(file.progress()).doesNotExist();
    assertThat(stack.run(120, "import", file.path().toString()).out())
        .contains("0 created, 0 updated, %d unchanged, 0 refused".formatted(ACCOUNTS));
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(created(start).size()).isEqualTo(ACCOUNTS));
    // what was published and not yet taken out when it died comes again, as the same event
    assertThat(created(start).values()).filteredOn(ids -> ids.size() != 1).isEmpty();
  }

  private static long linesDone(ImportFile file) {
    try {
      return JSON.readTree(Files.readString(file.progress())).path("line").asLong(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** The ids of the events that say that an account was made, by account. */
  private Map<String, Set<String>> created(Instant from) {
    return stack.run("events", "--type", "AccountCreated").lines().stream()
        .filter(line -> line.startsWith("{"))
        .map(JSON::readTree)
        .filter(event -> event.path("origin").asString("").equals("IMPORT"))
        .filter(event -> !Instant.parse(event.path("occurredAt").asString("")).isBefore(from))
        .collect(
            Collectors.groupingBy(
                event -> event.path("userId").asString(""),
                Collectors.mapping(
                    event -> event.path("eventId").asString(""), Collectors.toSet())));
  }
}
