package org.twofold.notification.email;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.twofold.events.Refusal;

/**
 * Classifies what a mail server answered, once, at its edge (RFC 5321, section 4.2.1). Its words go
 * no further.
 */
final class SmtpRefusal {

  private static final int SERVICE_NOT_AVAILABLE = 421;
  private static final int PERMANENT = 500;

  private SmtpRefusal() {}

  static Refusal of(MessagingException failure) {
    int code = code(failure);
    if (code == 0 || failure instanceof AuthenticationFailedException) {
      // no answer, or none to us in particular: another server or another time may do better
      return Refusal.TRANSIENT;
    }
    if (code >= PERMANENT) {
      return Refusal.PERMANENT;
    }
    return code == SERVICE_NOT_AVAILABLE ? Refusal.THROTTLED : Refusal.TRANSIENT;
  }

  /** The reply code at whichever step; 0 where there was none. */
  private static int code(MessagingException failure) {
    for (Exception cause = failure; cause instanceof MessagingException next; ) {
      int code =
          switch (next) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> 0;
          };
      if (code > 0 && !(next.getNextException() instanceof SMTPAddressFailedException)) {
        return code;
      }
      cause = next.getNextException();
    }
    return failure instanceof SendFailedException ? PERMANENT : 0;
  }
}
