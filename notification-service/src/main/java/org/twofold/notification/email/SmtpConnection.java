package org.twofold.notification.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** One conversation with a mail server. It looks at the clock right before it hands over (F6). */
final class SmtpConnection extends SMTPTransport {

  private static final Duration TRUSTED = Duration.ofSeconds(5);

  private final InstantSource clock;
  private Instant lastUsed;
  private Instant notAfter = Instant.MAX;
  private boolean handing;

  SmtpConnection(Session session, InstantSource clock) {
    super(session, new URLName("smtp", null, -1, null, null, null));
    this.clock = clock;
    this.lastUsed = clock.instant();
  }

  /**
   * Sends.
   *
   * @throws LateException if the end passed before the server was ready to take it
   */
  void send(MimeMessage message, Instant end) throws MessagingException {
    notAfter = end;
    handing = false;
    sendMessage(message, message.getAllRecipients());
    lastUsed = clock.instant();
  }

  /**
   * Whether the message itself was begun: only before that it is certain that nothing was taken.
   */
  boolean isHanding() {
    return handing;
  }

  /** Whether it can be used again; asks the server only after some idle time. */
  boolean isAlive() {
    return clock.instant().isBefore(lastUsed.plus(TRUSTED)) || isConnected();
  }

  @Override
  protected OutputStream data() throws MessagingException {
    refuseLate();
    handing = true;
    OutputStream content = super.data();
    // the server may have taken its time to say "go on"; one that is cut off takes nothing
    refuseLate();
    return content;
  }

  private void refuseLate() throws LateException {
    if (!clock.instant().isBefore(notAfter)) {
      throw new LateException();
    }
  }

  /** What the server said last; empty where it said nothing. */
  String reply() {
    return Objects.toString(getLastServerResponse(), "");
  }

  /** Lets it go, whatever the server says. */
  void drop() {
    try {
      close();
    } catch (MessagingException e) {
      // the connection is given up either way
      return;
    }
  }

  /** The message's end passed; the connection is cut. */
  static final class LateException extends MessagingException {
    private static final long serialVersionUID = 1L;

    LateException() {
      // one that is nested makes the transport cut the connection without a word
      super("Past its end", new IOException("Past its end"));
    }
  }
}
