package org.twofold.stack.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.twofold.stack.layout.Ports;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes accounts by the operator's path as the gateway does, on a port of its own. */
final class GatewayDouble implements AutoCloseable {

  static final String REFUSED = "is not an address";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  final Map<String, JsonNode> accounts = new ConcurrentHashMap<>();
  final Queue<Integer> requests = new ConcurrentLinkedQueue<>();
  final AtomicInteger mostAtOnce = new AtomicInteger();
  final AtomicInteger failures = new AtomicInteger();

  /** How many requests it answers before it fails for good. */
  final AtomicInteger serves = new AtomicInteger(Integer.MAX_VALUE);

  volatile int failureStatus = 503;
  volatile String origin = "";
  volatile long stallMillis;

  private final AtomicInteger atOnce = new AtomicInteger();
  private final String token;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  GatewayDouble(String token) throws IOException {
    this.token = token;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setExecutor(threads);
    server.createContext("/operator/v1/accounts/import", this::handle);
    server.start();
  }

  /** As if the gateway of a stack were this one. */
  Ports ports() {
    return new Ports(server.getAddress().getPort() - new Ports(0).gateway());
  }

  private void handle(HttpExchange exchange) throws IOException {
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Thread.sleep(stallMillis);
      if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.sendResponseHeaders(401, -1);
      } else if (fails()) {
        exchange.getResponseHeaders().set("Retry-After", "1");
        exchange.sendResponseHeaders(failureStatus, -1);
      } else {
        take(exchange, new String(body, UTF_8).lines().toList());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      atOnce.decrementAndGet();
    }
  }

  private boolean fails() {
    return failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0
        || serves.getAndDecrement() <= 0;
  }

  private void take(HttpExchange exchange, List<String> lines) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (lines.size() > ImportClient.MOST_LINES || !"application/x-ndjson".equals(type)) {
      exchange.sendResponseHeaders(400, -1);
      return;
    }
    origin = exchange.getRequestURI().getQuery();
    requests.add(lines.size());
    StringBuilder answer = new StringBuilder();
    lines.forEach(line -> answer.append(answered(JSON.readTree(line))).append('\n'));
    exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(answer.toString().getBytes(UTF_8));
  }

  private String answered(JsonNode account) {
    String email = account.path("email").asString("");
    if (!email.contains("@")) {
      return "{\"status\":\"REFUSED\",\"errors\":[{\"field\":\"email\",\"message\":\"%s\"}]}"
          .formatted(REFUSED);
    }
    JsonNode before = accounts.put(email, account);
    return "{\"status\":\"%s\"}"
        .formatted(before == null ? "CREATED" : before.equals(account) ? "UNCHANGED" : "UPDATED");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
