package org.twofold.stack.inbox;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mail as it came over the wire, taken apart (RFC 2045 to 2047). */
final class ReceivedMail {

  private final MimeMessage mail;
  private @Nullable String text;
  private @Nullable String html;

  private ReceivedMail(MimeMessage mail) throws MessagingException, IOException {
    this.mail = mail;
    collect(mail);
  }

  /**
   * Reads a mail to its end.
   *
   * @throws MessagingException if it is none
   */
  static ReceivedMail read(InputStream wire) throws MessagingException, IOException {
    return new ReceivedMail(new MimeMessage(null, wire));
  }

  /** The first part of each kind is the one that is shown. */
  private void collect(Part part) throws MessagingException, IOException {
    if (part.isMimeType("text/plain") && text == null) {
      text = content(part);
    } else if (part.isMimeType("text/html") && html == null) {
      html = content(part);
    } else if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        collect(parts.getBodyPart(i));
      }
    }
  }

  private static String content(Part part) throws MessagingException, IOException {
    return part.getContent().toString().replace("\r\n", "\n");
  }

  /** The mail as one of its recipients has it. */
  Message to(String recipient, Instant receivedAt) throws MessagingException {
    String subject = mail.getSubject();
    return new Message(
        UUID.randomUUID().toString(),
        Message.Channel.EMAIL,
        recipient,
        subject == null ? "" : subject,
        text == null ? "" : text,
        html,
        headers(),
        receivedAt.truncatedTo(ChronoUnit.MILLIS));
  }

  private Map<String, String> headers() throws MessagingException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : Collections.list(mail.getAllHeaders())) {
      headers.merge(header.getName(), decoded(header.getValue()), (one, two) -> one + "\n" + two);
    }
    return headers;
  }

  private static String decoded(String value) {
    String unfolded = MimeUtility.unfold(value);
    try {
      return MimeUtility.decodeText(unfolded);
    } catch (UnsupportedEncodingException e) {
      return unfolded;
    }
  }
}
