package org.twofold.stack.inbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The process {@code inbox}: arguments are its folder and its ports for web, SMTP and SMPP. */
public final class InboxProcess implements AutoCloseable {

  private final SmtpSink mail;
  private final SmppSink texts;
  private final InboxServer server;

  InboxProcess(Path directory, int webPort, int smtpPort, int smppPort) throws IOException {
    JsonMapper json =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    Messages messages = new Messages(directory, json);
    AtomicReference<Faults> faults = new AtomicReference<>(Faults.NONE);
    Clock clock = Clock.systemUTC();
    this.mail = new SmtpSink(messages, clock, faults::get, smtpPort);
    this.texts = new SmppSink(new SmppReceiver(messages, clock, faults::get), smppPort);
    this.server =
        new InboxServer(new InboxApi(messages, faults, json), new InboxPage(messages), webPort);
    mail.start();
    texts.start();
    server.start();
  }

  /** Runs until it is stopped. */
  public static void main(String[] arguments) throws IOException {
    InboxProcess inbox =
        new InboxProcess(
            Path.of(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]));
    Runtime.getRuntime().addShutdownHook(new Thread(inbox::close, "stop"));
    System.out.printf(
        "Inbox on port %d, SMTP on port %d, SMPP on port %d, local only%n",
        inbox.webPort(), inbox.smtpPort(), inbox.smppPort());
  }

  int webPort() {
    return server.port();
  }

  int smtpPort() {
    return mail.port();
  }

  int smppPort() {
    return texts.port();
  }

  @Override
  public void close() {
    server.close();
    mail.close();
    texts.close();
  }
}
