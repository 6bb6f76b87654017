package org.twofold.notification.email;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** One mail server and the connections to it that are kept alive. */
final class SmtpServer implements AutoCloseable {

  private final EmailSettings.Server settings;
  private final InstantSource clock;
  private final Session plain;
  private final Session utf8;
  private final BlockingQueue<SmtpConnection> idle;

  SmtpServer(EmailSettings.Server settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.plain = Session.getInstance(properties(settings, false));
    this.utf8 = Session.getInstance(properties(settings, true));
    this.idle = new ArrayBlockingQueue<>(settings.connections());
  }

  /** Writes a message for a session. */
  interface Draft {
    MimeMessage in(Session session) throws MessagingException;
  }

  /**
   * Sends; on a kept connection if there is one, and once more on a fresh one where that turns out
   * dead before the message was begun.
   */
  void send(Draft draft, Instant notAfter) throws MessagingException {
    MimeMessage message = draft.in(plain);
    SmtpConnection kept = kept();
    if (kept != null) {
      try {
        send(kept, message, notAfter);
        return;
      } catch (MessagingException e) {
        if (kept.isHanding() || !SmtpRefusal.isLoss(e)) {
          throw e;
        }
      }
    }
    send(fresh(plain), message, notAfter);
  }

  /**
   * Sends to an address that is not ASCII (RFC 6531), on a connection of its own: they are rare.
   *
   * @throws AsciiOnlyException if the server does not take such
   */
  void sendUtf8(Draft draft, Instant notAfter) throws MessagingException {
    MimeMessage message = draft.in(utf8);
    SmtpConnection connection = fresh(utf8);
    try {
      if (!connection.supportsExtension("SMTPUTF8")) {
        throw new AsciiOnlyException();
      }
      connection.send(message, notAfter);
    } finally {
      connection.drop();
    }
  }

  private void send(SmtpConnection connection, MimeMessage message, Instant notAfter)
      throws MessagingException {
    boolean sent = false;
    try {
      connection.send(message, notAfter);
      sent = true;
    } finally {
      if (!sent || !idle.offer(connection)) {
        connection.drop();
      }
    }
  }

  private @Nullable SmtpConnection kept() {
    for (SmtpConnection kept = idle.poll(); kept != null; kept = idle.poll()) {
      if (kept.isAlive()) {
        return kept;
      }
      kept.drop();
    }
    return null;
  }

  private SmtpConnection fresh(Session session) throws MessagingException {
    SmtpConnection connection = new SmtpConnection(session, clock);
    boolean connected = false;
    try {
      connection.connect(
          settings.host(), settings.port(), settings.username(), settings.password());
      connected = true;
      return connection;
    } catch (AuthenticationFailedException e) {
      throw e;
    } catch (MessagingException e) {
      throw new NotLetInException(connection, e);
    } finally {
      if (!connected) {
        connection.drop();
      }
    }
  }

  @Override
  public void close() {
    for (SmtpConnection kept = idle.poll(); kept != null; kept = idle.poll()) {
      kept.drop();
    }
  }

  /** The server takes ASCII addresses only. */
  static final class AsciiOnlyException extends MessagingException {
    private static final long serialVersionUID = 1L;
  }

  /** No conversation came about; a greeting's reply is not in the exception that it led to. */
  static final class NotLetInException extends SMTPSendFailedException {
    private static final long serialVersionUID = 1L;

    NotLetInException(SmtpConnection connection, MessagingException cause) {
      super("", connection.getLastReturnCode(), connection.reply(), cause, null, null, null);
    }
  }

  private static Properties properties(EmailSettings.Server server, boolean utf8) {
    String timeout = Long.toString(server.timeout().toMillis());
    Properties properties = new Properties();
    properties.put("mail.smtp.connectiontimeout", timeout);
    properties.put("mail.smtp.timeout", timeout);
    properties.put("mail.smtp.writetimeout", timeout);
    properties.put("mail.smtp.quitwait", "false");
    properties.put("mail.smtp.auth", Boolean.toString(server.username() != null));
    properties.put(
        "mail.smtp.ssl.enable", Boolean.toString(server.tls() == EmailSettings.Tls.IMPLICIT));
    boolean startTls = server.tls() == EmailSettings.Tls.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(startTls));
    properties.put("mail.smtp.starttls.required", Boolean.toString(startTls));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.mime.charset", "UTF-8");
    properties.put("mail.mime.allowutf8", Boolean.toString(utf8));
    return properties;
  }
}
