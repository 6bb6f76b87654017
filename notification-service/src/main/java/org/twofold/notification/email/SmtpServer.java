package org.twofold.notification.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** One mail server and the connections to it that are kept alive. */
final class SmtpServer implements AutoCloseable {

  private final EmailSettings.Server settings;
  private final Session session;
  private final BlockingQueue<Transport> idle;

  SmtpServer(EmailSettings.Server settings) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings));
    this.idle = new ArrayBlockingQueue<>(settings.connections());
  }

  String name() {
    return settings.name();
  }

  Session session() {
    return session;
  }

  /** Sends; a kept connection that turns out dead is replaced before anything was said on it. */
  void send(MimeMessage message) throws MessagingException {
    Transport transport = connected();
    try {
      transport.sendMessage(message, message.getAllRecipients());
    } catch (MessagingException e) {
      close(transport);
      throw e;
    }
    if (!idle.offer(transport)) {
      close(transport);
    }
  }

  private Transport connected() throws MessagingException {
    for (Transport kept = idle.poll(); kept != null; kept = idle.poll()) {
      // asks the server with NOOP
      if (kept.isConnected()) {
        return kept;
      }
      close(kept);
    }
    Transport transport = session.getTransport("smtp");
    transport.connect(settings.host(), settings.port(), settings.username(), settings.password());
    return transport;
  }

  private static void close(@Nullable Transport transport) {
    if (transport != null) {
      try {
        transport.close();
      } catch (MessagingException e) {
        // the connection is given up either way
        return;
      }
    }
  }

  @Override
  public void close() {
    for (Transport kept = idle.poll(); kept != null; kept = idle.poll()) {
      close(kept);
    }
  }

  private static Properties properties(EmailSettings.Server server) {
    String timeout = Long.toString(server.timeout().toMillis());
    Properties properties = new Properties();
    properties.put("mail.smtp.connectiontimeout", timeout);
    properties.put("mail.smtp.timeout", timeout);
    properties.put("mail.smtp.writetimeout", timeout);
    properties.put("mail.smtp.auth", Boolean.toString(server.username() != null));
    properties.put(
        "mail.smtp.ssl.enable", Boolean.toString(server.tls() == EmailSettings.Tls.IMPLICIT));
    boolean startTls = server.tls() == EmailSettings.Tls.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(startTls));
    properties.put("mail.smtp.starttls.required", Boolean.toString(startTls));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.mime.charset", "UTF-8");
    return properties;
  }
}
