package org.twofold.notification.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Date;
import org.twofold.notification.template.Mail;

/** An e-mail as MIME: the same words as text and as HTML. */
final class MimeMail extends MimeMessage {

  private final String messageId;
  private final String domain;

  /**
   * Makes one.
   *
   * @throws AddressException if a header could begin another (F5)
   */
  MimeMail(
      Session session, InternetAddress from, Mailbox to, String messageId, Mail mail, Instant sent)
      throws MessagingException {
    super(session);
    if (Mailbox.hasControl(messageId) || Mailbox.hasControl(mail.subject())) {
      throw new AddressException("A header of more than one line");
    }
    this.messageId = messageId;
    this.domain = from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    setFrom(from);
    setRecipient(RecipientType.TO, to.address());
    setSubject(mail.subject(), UTF_8.name());
    setSentDate(Date.from(sent));
    setHeader("Auto-Submitted", "auto-generated");
    // Exchange answers with an absence otherwise
    setHeader("X-Auto-Response-Suppress", "All");
    setContent(
        new MimeMultipart("alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
    saveChanges();
  }

  private static MimeBodyPart part(String text, String type) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8.name(), type);
    return part;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", "<" + messageId + "@" + domain + ">");
  }
}
