package org.twofold.stack.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Answers of the web server. */
final class Response {

  static final String JSON = "application/json";
  static final String PROBLEM = "application/problem+json";
  static final String HTML = "text/html; charset=utf-8";

  private static final long NO_BODY = -1;

  private Response() {}

  static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
    send(exchange, status, type, body.getBytes(UTF_8));
  }

  static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    if (!headers.containsKey("Cache-Control")) {
      headers.set("Cache-Control", "no-store");
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, NO_BODY);
    } else {
      exchange.sendResponseHeaders(status, body.length == 0 ? NO_BODY : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  static void empty(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, NO_BODY);
  }

  /** RFC 9457, with the words of the gateway's problems. */
  static void problem(HttpExchange exchange, int status, String name, String detail)
      throws IOException {
    send(
        exchange,
        status,
        PROBLEM,
        "{\"type\":\"urn:twofold:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(name, name.replace('-', ' '), status, detail));
  }
}
