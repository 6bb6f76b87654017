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
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

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
  private volatile Faults faults = Faults.NONE;

  /**
   * @param port 0 for a free one
   */
  SmtpSink(Messages messages, InstantSource clock, int port) {
    this.messages = messages;
    this.clock = clock;
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
            .messageHandlerFactory(context -> new Envelope())
            .build();
  }

  void start() {
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  void misbehave(Faults how) {
    faults = how;
  }

  Faults faults() {
    return faults;
  }

  @Override
  public void close() {
    server.stop();
  }

  /** One mail on its way: RFC 5321 section 3.3. */
  private final class Envelope implements MessageHandler {

    private final List<String> recipients = new ArrayList<>();

    @Override
    public void from(String sender) throws RejectException {
      faults.atMail();
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      faults.atRecipient();
      recipients.add(recipient);
    }

    @Override
    public String data(InputStream wire) throws RejectException, IOException {
      ReceivedMail mail = read(wire);
      faults.atData();
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
