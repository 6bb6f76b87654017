package org.twofold.stack.inbox;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.internal.command.EhloCommand;
import org.subethamail.smtp.internal.command.HelloCommand;
import org.subethamail.smtp.internal.server.Command;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/** Takes every mail, for whomever it is, on loopback. Connections may be kept and used again. */
final class SmtpSink implements AutoCloseable {

  private static final int MOST_CONNECTIONS = 500;
  private static final int IDLE_MILLIS = 300_000;
  private static final int MOST_BYTES = 1 << 20;

  /** RFC 5321 section 4.2.3: requested action aborted, local error in processing. */
  private static final int LOCAL_ERROR = 451;

  private static final int NO_SUCH_FORM = 554;

  private final Messages messages;
  private final InstantSource clock;
  private final SMTPServer server;
  private final Supplier<Faults> faults;

  /**
   * @param port 0 for a free one
   */
  SmtpSink(Messages messages, InstantSource clock, Supplier<Faults> faults, int port) {
    this.messages = messages;
    this.clock = clock;
    this.faults = faults;
    this.server =
        new SMTPServer.Builder()
            .bindAddress(InetAddress.ofLiteral("127.0.0.1"))
            .port(port)
            .hostName("localhost")
            .softwareName("Twofold inbox")
            .maxConnections(MOST_CONNECTIONS)
            .connectionTimeoutMs(IDLE_MILLIS)
            .maxMessageSize(MOST_BYTES)
            .insertReceivedHeaders(false)
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .sessionHandler(new Greeting())
            .messageHandlerFactory(context -> new Envelope())
            .build();
    for (Command inOrder : List.of(new EhloCommand(), new HelloCommand())) {
      server.getCommandHandler().addCommand(new EhloFault(inOrder, faults));
    }
  }

  void start() {
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  @Override
  public void close() {
    server.stop();
  }

  /** Where a connection begins: RFC 5321 section 3.1. */
  private final class Greeting implements SessionHandler {

    @Override
    public SessionAcceptance accept(Session session) {
      try {
        faults.get().atGreeting();
        return SessionAcceptance.success();
      } catch (RejectException e) {
        return SessionAcceptance.failure(e.getCode(), e.getMessage());
      }
    }

    @Override
    public void onSessionEnd(Session session) {}
  }

  /** One mail on its way: RFC 5321 section 3.3. */
  private final class Envelope implements MessageHandler {

    private final List<String> recipients = new ArrayList<>();

    @Override
    public void from(String sender) throws RejectException {
      faults.get().atMail();
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      faults.get().atRecipient();
      recipients.add(recipient);
    }

    @Override
    public String data(InputStream wire) throws RejectException, IOException {
      ReceivedMail mail = read(wire);
      faults.get().atData();
      try {
        for (String recipient : recipients) {
          messages.add(mail.to(recipient, clock.instant()));
        }
        return "2.0.0 Ok";
      } catch (MessagingException e) {
        throw new RejectException(NO_SUCH_FORM, "5.6.0 A header cannot be read");
      } catch (UncheckedIOException e) {
        throw new RejectException(LOCAL_ERROR, "4.3.1 The inbox cannot write its file");
      }
    }

    private static ReceivedMail read(InputStream wire) throws RejectException, IOException {
      try {
        return ReceivedMail.read(wire);
      } catch (MessagingException | UnsupportedEncodingException e) {
        throw new RejectException(NO_SUCH_FORM, "5.6.0 This is not a mail");
      }
    }

    @Override
    public void done() {}
  }
}
