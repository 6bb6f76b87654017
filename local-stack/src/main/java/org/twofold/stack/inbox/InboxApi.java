package org.twofold.stack.inbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What tests read: {@code /api/messages}; and how they make the sinks misbehave: {@code
 * /api/faults}.
 */
final class InboxApi {

  private static final int MOST = 500;
  private static final int LARGEST_BODY = 16 << 10;

  private final Messages messages;
  private final AtomicReference<Faults> faults;
  private final JsonMapper json;

  InboxApi(Messages messages, AtomicReference<Faults> faults, JsonMapper json) {
    this.messages = messages;
    this.faults = faults;
    this.json = json;
  }

  void messages(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET", "HEAD" -> list(exchange);
      case "DELETE" -> {
        messages.clear();
        Response.empty(exchange, 204);
      }
      default -> notAllowed(exchange, "GET, DELETE");
    }
  }

  private void list(HttpExchange exchange) throws IOException {
    List<Message> found;
    try {
      Query query = Query.of(exchange);
      Instant since = query.parameter("since").map(InboxApi::moment).orElse(null);
      found = messages.find(query.recipient().orElse(null), since, MOST);
    } catch (DateTimeException e) {
      invalid(exchange, "since must be a time of RFC 3339, such as 2026-11-24T08:00:00Z");
      return;
    } catch (IllegalArgumentException e) {
      invalid(exchange, "the query is not percent-encoded as it should be");
      return;
    }
    Response.send(exchange, 200, Response.JSON, json.writeValueAsBytes(found));
  }

  /** As written, or with the plus of its offset decoded to a space. */
  private static Instant moment(String text) {
    return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
  }

  void faults(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET", "HEAD" ->
          Response.send(exchange, 200, Response.JSON, json.writeValueAsBytes(faults.get()));
      case "POST" -> setFaults(exchange);
      case "DELETE" -> {
        faults.set(Faults.NONE);
        Response.empty(exchange, 204);
      }
      default -> notAllowed(exchange, "GET, POST, DELETE");
    }
  }

  private void setFaults(HttpExchange exchange) throws IOException {
    Faults asked = parsed(exchange.getRequestBody().readNBytes(LARGEST_BODY));
    if (asked == null || !asked.isValid()) {
      invalid(
          exchange,
          "give greetingReply, ehloReply, mailReply, rcptReply, dataReply (a 4xx or 5xx reply such as"
              + " 451 4.3.0 try later), submitStatus (a command_status such as 0x58), receiptStat"
              + " (DELIVRD, UNDELIV, EXPIRED, REJECTD or NONE), each or null, and stallMillis (0 to"
              + " 600000)");
      return;
    }
    faults.set(asked);
    Response.send(exchange, 200, Response.JSON, json.writeValueAsBytes(asked));
  }

  private @Nullable Faults parsed(byte[] body) {
    try {
      return json.readValue(body, Faults.class);
    } catch (JacksonException e) {
      return null;
    }
  }

  private static void invalid(HttpExchange exchange, String detail) throws IOException {
    Response.problem(exchange, 400, "invalid-request", detail);
  }

  static void notAllowed(HttpExchange exchange, String allowed) throws IOException {
    exchange.getResponseHeaders().set("Allow", allowed);
    Response.problem(exchange, 405, "method-not-allowed", "allowed are " + allowed);
  }
}
