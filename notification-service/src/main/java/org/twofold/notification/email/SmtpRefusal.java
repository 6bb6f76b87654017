package org.twofold.notification.email;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Refusal;

/**
 * Classifies what a mail server answered, once, at its edge (RFC 5321, section 4.2.1; RFC 3463).
 * Its words go no further.
 */
final class SmtpRefusal {

  private static final int PERMANENT = 500;
  private static final int TRANSIENT = 400;

  /** Service not available, closing transmission channel. */
  private static final int CLOSING = 421;

  /** Security or policy status (X.7.X), or the words of those that give none. */
  private static final Pattern THROTTLE =
      Pattern.compile(
          "\\b4\\.7\\.\\d|too (many|much|fast)|rate|throttl|try again later",
          Pattern.CASE_INSENSITIVE);

  private SmtpRefusal() {}

  /** What it means. */
  static Refusal of(MessagingException failure) {
    if (failure instanceof AddressException) {
      return Refusal.PERMANENT;
    }
    if (failure instanceof AuthenticationFailedException) {
      // a matter between the server and us, not of the message
      return Refusal.TRANSIENT;
    }
    Reply reply = Reply.in(failure);
    if (reply == null || reply.code() < TRANSIENT) {
      // no answer: the connection was lost, or nothing came in time
      return Refusal.TRANSIENT;
    }
    if (reply.code() >= PERMANENT) {
      return Refusal.PERMANENT;
    }
    return reply.throttles() ? Refusal.THROTTLED : Refusal.TRANSIENT;
  }

  /** Whether the connection was lost, or the server said that it closes it. */
  static boolean isLoss(MessagingException failure) {
    Reply reply = Reply.in(failure);
    return !(failure instanceof SmtpConnection.LateException)
        && (reply == null || reply.code() < TRANSIENT || reply.code() == CLOSING);
  }

  /** A reply's code and words. */
  private record Reply(int code, String words) {

    /** The reply at whichever step; null where the connection was lost before one came. */
    static @Nullable Reply in(MessagingException failure) {
      for (Exception cause = failure; cause instanceof MessagingException next; ) {
        int code =
            switch (next) {
              case SMTPAddressFailedException address -> address.getReturnCode();
              case SMTPSenderFailedException sender -> sender.getReturnCode();
              case SMTPSendFailedException send -> send.getReturnCode();
              default -> 0;
            };
        if (code != 0) {
          return new Reply(code, String.valueOf(next.getMessage()));
        }
        cause = next.getNextException();
      }
      return null;
    }

    /** 421 and 450 to 452 are what servers say when one sends too much. */
    boolean throttles() {
      return (code == CLOSING || code >= 450 && code <= 452) && THROTTLE.matcher(words).find();
    }
  }
}
