package org.twofold.stack.inbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

/** The inbox on the web, on loopback. */
final class InboxServer implements AutoCloseable {

  private static final Set<String> OUR_NAMES = Set.of("localhost", "127.0.0.1");
  private static final Set<String> READS = Set.of("GET", "HEAD");

  static {
    // without it every answer waits 40 ms for an acknowledgement
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final Map<String, HttpHandler> pages;
  private final Map<String, HttpHandler> api;

  /**
   * @param port 0 for a free one
   */
  InboxServer(InboxApi api, InboxPage page, int port) throws IOException {
    this.api = Map.of("/api/messages", api::messages, "/api/faults", api::faults);
    this.pages =
        Map.of(
            "/", page::page,
            "/list", page::list,
            "/inbox.css", page::style,
            "/inbox.js", page::script,
            "/health", exchange -> Response.send(exchange, 200, "text/plain", "ok"));
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> guarded(exchange, this::route));
    server.createContext("/messages/", exchange -> guarded(exchange, read(page::mail)));
  }

  void start() {
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (api.get(path) instanceof HttpHandler handler) {
      handler.handle(exchange);
    } else if (pages.get(path) instanceof HttpHandler handler) {
      read(handler).handle(exchange);
    } else {
      Response.problem(exchange, 404, "not-found", "there is nothing at this address");
    }
  }

  private static HttpHandler read(HttpHandler handler) {
    return exchange -> {
      if (READS.contains(exchange.getRequestMethod())) {
        handler.handle(exchange);
      } else {
        InboxApi.notAllowed(exchange, "GET, HEAD");
      }
    };
  }

  /** No credential guards the inbox, so no page of another site may reach it through a browser. */
  private static void guarded(HttpExchange exchange, HttpHandler handler) throws IOException {
    try (exchange) {
      if (isOurs(exchange)) {
        handled(exchange, handler);
      } else {
        Response.problem(exchange, 403, "forbidden", "use http://localhost from this machine");
      }
    }
  }

  private static void handled(HttpExchange exchange, HttpHandler handler) throws IOException {
    try {
      handler.handle(exchange);
    } catch (RuntimeException e) {
      System.err.println("A request to the inbox failed: " + e.getClass().getName());
      Response.problem(exchange, 500, "internal", "see the log of the inbox");
    }
  }

  private static boolean isOurs(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    String name = host == null ? "" : host.replaceFirst(":\\d+$", "");
    String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
    boolean navigation = "navigate".equals(exchange.getRequestHeaders().getFirst("Sec-Fetch-Mode"));
    return OUR_NAMES.contains(name) && (navigation || !"cross-site".equals(site));
  }
}
