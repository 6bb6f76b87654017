package org.twofold.stack.inbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The process {@code inbox}: arguments are its folder, its web port and its SMTP port. */
public final class InboxProcess implements AutoCloseable {

  private final SmtpSink sink;
  private final InboxServer server;

  InboxProcess(Path directory, int webPort, int smtpPort) throws IOException {
    JsonMapper json =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    Messages messages = new Messages(directory, json);
    this.sink = new SmtpSink(messages, Clock.systemUTC(), smtpPort);
    this.server =
        new InboxServer(new InboxApi(messages, sink, json), new InboxPage(messages), webPort);
    sink.start();
    server.start();
  }

  /** Runs until it is stopped. */
  public static void main(String[] arguments) throws IOException {
    InboxProcess inbox =
        new InboxProcess(
            Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    Runtime.getRuntime().addShutdownHook(new Thread(inbox::close, "stop"));
    System.out.println(
        "Inbox on port " + inbox.webPort() + ", SMTP on port " + inbox.smtpPort() + ", local only");
  }

  int webPort() {
    return server.port();
  }

  int smtpPort() {
    return sink.port();
  }

  @Override
  public void close() {
    server.close();
    sink.close();
  }
}
