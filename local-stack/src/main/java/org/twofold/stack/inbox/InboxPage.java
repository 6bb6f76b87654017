package org.twofold.stack.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What people see: the page, the list in it that refreshes itself, and a mail as it was designed.
 */
final class InboxPage {

  private static final int MOST = 100;
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** A mail may bring its own style and nothing else: no script, no request to anywhere. */
  private static final String MAIL_POLICY =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private final Messages messages;
  private final Markup markup = new Markup(ZoneId.systemDefault());
  private final String page = new String(resource("inbox.html"), UTF_8);
  private final byte[] style = resource("inbox.css");
  private final byte[] script = resource("inbox.js");

  InboxPage(Messages messages) {
    this.messages = messages;
  }

  /** {@code /}: also without JavaScript, where the browser loads it again by itself. */
  void page(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    Response.send(exchange, 200, Response.HTML, page.replace("@LIST@", list()));
  }

  /** {@code /list}: the list alone, if it has changed since. */
  void list(HttpExchange exchange) throws IOException {
    String tag = "\"" + ProcessHandle.current().pid() + "-" + messages.version() + "\"";
    exchange.getResponseHeaders().set("ETag", tag);
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      Response.empty(exchange, 304);
    } else {
      Response.send(exchange, 200, Response.HTML, list());
    }
  }

  private String list() {
    return markup.list(messages.find(null, null, MOST));
  }

  /** {@code /messages/ID}: the HTML part. */
  void mail(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Optional<Message> found = messages.withId(path.substring(path.lastIndexOf('/') + 1));
    if (found.isPresent() && found.get().html() instanceof String html) {
      exchange.getResponseHeaders().set("Content-Security-Policy", MAIL_POLICY);
      Response.send(exchange, 200, Response.HTML, html);
    } else {
      Response.problem(exchange, 404, "not-found", "there is no such message");
    }
  }

  void style(HttpExchange exchange) throws IOException {
    Response.send(exchange, 200, "text/css; charset=utf-8", style);
  }

  void script(HttpExchange exchange) throws IOException {
    Response.send(exchange, 200, "text/javascript; charset=utf-8", script);
  }

  private static byte[] resource(String name) {
    try (InputStream in = InboxPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Missing from the jar: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
