package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How fast accounts are taken, and what they cost: printed, for timing proves nothing elsewhere.
 */
@Tag("soak")
@ExtendWith(Stack.class)
class ImportLoadIT {

  private static final int ACCOUNTS = Integer.getInteger("twofold.import.accounts", 100_000);

  private final Stack.Running stack;

  ImportLoadIT(Stack.Running stack) {
    this.stack = stack;
  }

  @Test
  void aHundredThousandAccountsAreTakenAndSayWhatTheyCost() {
    ImportFile file = ImportFile.of("load", ACCOUNTS);
    Map<String, Duration> before = used();
    long start = System.nanoTime();

    Stack.Printed printed = stack.run(1_800, "import", file.path().toString());

    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Map<String, Duration> after = used();
    System.out.printf(
        "%d accounts in %.1f s: %.0f a second%n",
        ACCOUNTS, took.toMillis() / 1e3, ACCOUNTS * 1e3 / took.toMillis());
    after.forEach(
        (name, cpu) ->
            System.out.printf(
                "  %-24s %.2f ms of CPU an account%n",
                name, cpu.minus(before.get(name)).toMillis() / (double) ACCOUNTS));
    assertThat(printed.out())
        .contains(
            "%d lines: %d created, 0 updated, 0 unchanged, 0 refused"
                .formatted(ACCOUNTS, ACCOUNTS));
  }

  /** Of each process until now. */
  private Map<String, Duration> used() {
    Map<String, Duration> used = new LinkedHashMap<>();
    stack
        .status()
        .forEach(
            line ->
                used.put(
                    line.name(),
                    ProcessHandle.of(line.pid())
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO)));
    return used;
  }
}
