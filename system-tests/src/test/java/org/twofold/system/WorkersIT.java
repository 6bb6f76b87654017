package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.twofold.system.Subscriber.now;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.twofold.system.Api.Answer;

/** Three workers on one partition. Nearly the last, since one of them is killed. */
@ExtendWith(Stack.class)
@Execution(ExecutionMode.SAME_THREAD)
@Order(Integer.MAX_VALUE - 1)
class WorkersIT {

  private static final int SUBSCRIBERS = Integer.getInteger("twofold.workers.subscribers", 12);
  private static final Map<String, Integer> STALLED = Map.of("stallMillis", 1500);
  private static final String WORKER = "notification-service-";

  private final Stack.Running stack;

  WorkersIT(Stack.Running stack) {
    this.stack = stack;
  }

  @Test
  @Tag("H8")
  void eachWorkerSendsNothingIsSentTwiceAndAKilledOneLosesNothing() throws Exception {
    List<Subscriber> all = subscribers();
    Instant start = now();
    List<Long> workers = workers();
    assertThat(workers).hasSize(Stack.WORKERS);
    Set<Long> senders = logIn(all, 3, workers, () -> {});

    awaitMessages(all, start, 3);
    assertThat(sentTwice(all, start)).isZero();
    assertThat(senders).containsExactlyInAnyOrderElementsOf(workers);

    long killed = workers.getFirst();
    Api inbox = new Api(stack.inbox());
    // slow enough that every worker has messages in hand when it happens
    assertThat(inbox.post("/api/faults", STALLED, null).status()).isLessThan(300);
    logIn(all, 3, workers, () -> ProcessHandle.of(killed).orElseThrow().destroyForcibly());
    assertThat(inbox.delete("/api/faults", null).status()).isLessThan(300);

    assertThat(ProcessHandle.of(killed).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    awaitMessages(all, start, 6);
    // what it had handed over and not acknowledged: one for each of its threads at most
    assertThat(sentTwice(all, start)).isLessThanOrEqualTo(4);
  }

  /** Logs everybody in that many times, several at once; which workers spoke to the mail server. */
  private Set<Long> logIn(List<Subscriber> all, int times, List<Long> workers, Runnable halfway)
      throws Exception {
    Set<Long> senders = new HashSet<>();
    int middle = times * all.size() / 2;
    List<Subscriber> order = IntStream.range(0, times).boxed().flatMap(n -> all.stream()).toList();
    for (int i = 0; i < order.size(); i += 4) {
      List<Subscriber> few = order.subList(i, Math.min(i + 4, order.size()));
      List<Answer> answers = AtOnce.all(few.size(), n -> () -> few.get(n).logIn());
      assertThat(answers).extracting(Answer::status).containsOnly(200);
      if (i <= middle && middle < i + 4) {
        halfway.run();
      }
      senders.addAll(Sockets.connectedTo(stack.port(1025), workers));
    }
    return senders;
  }

  private List<Long> workers() {
    return stack.status().stream()
        .filter(line -> line.name().startsWith(WORKER))
        .map(Stack.Line::pid)
        .filter(pid -> pid > 0)
        .toList();
  }

  private static void awaitMessages(List<Subscriber> all, Instant since, int each) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(all)
                    .allSatisfy(she -> assertThat(Set.copyOf(ids(she, since))).hasSize(each)));
  }

  private static long sentTwice(List<Subscriber> all, Instant since) {
    return all.stream()
        .map(she -> ids(she, since))
        .mapToLong(ids -> ids.size() - Set.copyOf(ids).size())
        .sum();
  }

  /** A message that is sent again keeps its id (RFC 5322, 3.6.4). */
  private static List<String> ids(Subscriber she, Instant since) {
    return she.mailbox().messages(she.email(), since).stream()
        .map(message -> message.at("/headers/Message-ID").asString(""))
        .toList();
  }

  private List<Subscriber> subscribers() throws Exception {
    List<String> addresses = new ArrayList<>();
    Path file = Files.createTempFile("workers", ".ndjson");
    for (int i = 0; i < SUBSCRIBERS; i++) {
      addresses.add(Subscriber.newAddress());
    }
    Files.write(
        file,
        addresses.stream()
            .map(
                address ->
                    """
                    {"email": "%s", "password": "%s", "emailEnabled": true}"""
                        .formatted(address, Subscriber.PASSWORD))
            .toList());
    assertThat(stack.run("import", file.toString()).exitCode()).isZero();
    return addresses.stream().map(address -> Subscriber.whoIsThere(stack, address)).toList();
  }
}
