package org.twofold.stack.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** The supervisor's ear, on a free port of loopback. */
public final class ControlServer implements AutoCloseable {

  private static final String BEARER = "Bearer ";

  private final Controlled controlled;
  private final byte[] expected;
  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpServer server;

  /**
   * Listens at once.
   *
   * @param token without it every request is answered 401
   */
  public ControlServer(Controlled controlled, String token) throws IOException {
    this.controlled = controlled;
    this.expected = (BEARER + token).getBytes(UTF_8);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String given = exchange.getRequestHeaders().getFirst("Authorization");
      if (given == null || !MessageDigest.isEqual(expected, given.getBytes(UTF_8))) {
        answer(exchange, 401, new byte[0]);
      } else {
        act(exchange, exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
      }
    }
  }

  private void act(HttpExchange exchange, String call) throws IOException {
    switch (call) {
      case "GET /status" -> answer(exchange, 200, json.writeValueAsBytes(controlled.status()));
      case "POST /restart" -> {
        String name = new String(exchange.getRequestBody().readNBytes(256), UTF_8);
        answer(exchange, controlled.restart(name) ? 202 : 404, new byte[0]);
      }
      case "POST /down" -> {
        answer(exchange, 202, new byte[0]);
        controlled.down();
      }
      default -> answer(exchange, 404, new byte[0]);
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
