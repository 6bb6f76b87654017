package org.twofold.notification.email;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.util.Set;
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

  /** Too big, of the message itself. */
  private static final int TOO_BIG = 552;

  /** What concerns our being let in (RFC 4954, section 6; RFC 3207, section 4). */
  private static final Set<Integer> OF_US = Set.of(530, 534, 535, 538);

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
    if (failure instanceof SmtpServer.AsciiOnlyException) {
      return Refusal.ADDRESS_NOT_ASCII;
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
      // only of this recipient or this message is it said for every server
      return reply.concernsUs() || failure instanceof SmtpServer.NotLetInException
          ? Refusal.TRANSIENT
          : Refusal.PERMANENT;
    }
    return reply.throttles() ? Refusal.THROTTLED : Refusal.TRANSIENT;
  }

  /** Whether the connection was lost, or the server said that it closes it. */
  static boolean isLoss(MessagingException failure) {
    Reply reply = Reply.in(failure);
    return !(failure instanceof SmtpConnection.LateException)
        && (reply == null || reply.code() < TRANSIENT || reply.code() == CLOSING);
  }

  /** A reply's code and words, and whether it was to the sender. */
  private record Reply(int code, String words, boolean toSender) {

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
          return new Reply(code, String.valueOf(next.getMessage()), isToSender(next));
        }
        cause = next.getNextException();
      }
      return null;
    }

    private static boolean isToSender(MessagingException reply) {
      return reply instanceof SMTPSenderFailedException
          || reply instanceof SMTPSendFailedException send && send.getCommand().startsWith("MAIL ");
    }

    /** Whether it is a matter between the server and us, which another may see otherwise. */
    boolean concernsUs() {
      return OF_US.contains(code) || toSender && code != TOO_BIG;
    }

    /** 421 and 450 to 452 are what servers say when one sends too much. */
    boolean throttles() {
      return (code == CLOSING || code >= 450 && code <= 452) && THROTTLE.matcher(words).find();
    }
  }
}
