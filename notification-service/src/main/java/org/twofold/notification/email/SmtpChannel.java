package org.twofold.notification.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.events.Refusal;
import org.twofold.notification.delivery.Channel;
import org.twofold.notification.delivery.Receipt;
import org.twofold.notification.template.Message;

/** E-mail by SMTP: the next server where one does not take a message for now. */
@Component
class SmtpChannel implements Channel, DisposableBean {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final EmailSettings settings;
  private final List<SmtpServer> servers;
  private final Clock clock;

  SmtpChannel(EmailSettings settings, Clock clock) {
    this.settings = settings;
    this.servers = settings.servers().stream().map(SmtpServer::new).toList();
    this.clock = clock;
  }

  @Override
  public Method id() {
    return Method.EMAIL;
  }

  @Override
  public Receipt send(String address, String messageId, Message message) {
    Receipt last = new Receipt.Refused(servers.getFirst().name(), Refusal.PERMANENT);
    if (CONTROL.matcher(address).find()) {
      // no line of ours may begin another header or command (F5)
      return last;
    }
    for (SmtpServer server : servers) {
      last = send(server, address, messageId, message);
      if (last instanceof Receipt.Taken
          || last instanceof Receipt.Refused(String name, Refusal why)
              && why == Refusal.PERMANENT) {
        return last;
      }
    }
    return last;
  }

  private Receipt send(SmtpServer server, String address, String messageId, Message message) {
    try {
      server.send(mime(server.session(), address, messageId, message));
      return new Receipt.Taken(server.name());
    } catch (MessagingException e) {
      return new Receipt.Refused(server.name(), SmtpRefusal.of(e));
    }
  }

  private MimeMessage mime(Session session, String address, String messageId, Message message)
      throws MessagingException {
    MimeMessage mime =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + messageId + "@twofold>");
          }
        };
    mime.setFrom(new InternetAddress(settings.from()));
    mime.setRecipient(RecipientType.TO, new InternetAddress(address, true));
    mime.setSubject(message.subject(), UTF_8.name());
    mime.setSentDate(Date.from(clock.instant()));
    mime.setHeader("Auto-Submitted", "auto-generated");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(message.text(), UTF_8.name(), "plain");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(message.html(), UTF_8.name(), "html");
    mime.setContent(new MimeMultipart("alternative", text, html));
    mime.saveChanges();
    return mime;
  }

  @Override
  public void destroy() {
    servers.forEach(SmtpServer::close);
  }
}
