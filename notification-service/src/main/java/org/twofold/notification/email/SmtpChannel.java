package org.twofold.notification.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.time.InstantSource;
import org.twofold.notification.channel.Channel;
import org.twofold.notification.channel.Dispatch;
import org.twofold.notification.channel.Receipt;
import org.twofold.notification.template.Mail;
import org.twofold.notification.template.MailWriter;

/** E-mail by one SMTP server. */
final class SmtpChannel implements Channel {

  private final String name;
  private final SmtpServer server;
  private final InternetAddress from;
  private final MailWriter writer;
  private final InstantSource clock;

  SmtpChannel(
      EmailSettings.Server settings, InternetAddress from, MailWriter writer, InstantSource clock) {
    this.name = settings.name();
    this.server = new SmtpServer(settings, clock);
    this.from = from;
    this.writer = writer;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Receipt send(Dispatch dispatch) {
    try {
      Mailbox to = Mailbox.of(dispatch.address());
      Mail mail = writer.write(dispatch.content());
      SmtpServer.Draft draft =
          session -> new MimeMail(session, from, to, dispatch.messageId(), mail, clock.instant());
      if (to.needsUtf8()) {
        server.sendUtf8(draft, dispatch.notAfter());
      } else {
        server.send(draft, dispatch.notAfter());
      }
      return new Receipt.Taken(name, null);
    } catch (SmtpConnection.LateException e) {
      return new Receipt.Late(name);
    } catch (MessagingException e) {
      return new Receipt.Refused(name, SmtpRefusal.of(e));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
