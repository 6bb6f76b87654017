package org.twofold.stack.inbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.RejectException;

/**
 * How the sink misbehaves, for those who try what their system does when a mail server does.
 *
 * @param mailReply the answer to MAIL, such as {@code 421 4.3.2 closing}; null for none out of the
 *     ordinary
 * @param rcptReply the same for RCPT
 * @param dataReply the same for the end of DATA
 * @param stallMillis how long each of these three answers takes
 */
record Faults(
    @Nullable String mailReply,
    @Nullable String rcptReply,
    @Nullable String dataReply,
    long stallMillis) {

  static final Faults NONE = new Faults(null, null, null, 0);

  private static final long LONGEST_STALL = 600_000;

  /** RFC 5321 section 4.2: three digits, of which 4xx and 5xx refuse. */
  private static final Pattern REPLY = Pattern.compile("([45]\\d\\d) ([ -~]{1,400})");

  /** Whether it can be done. */
  boolean isValid() {
    return stallMillis >= 0
        && stallMillis <= LONGEST_STALL
        && Stream.of(mailReply, rcptReply, dataReply)
            .allMatch(reply -> reply == null || REPLY.matcher(reply).matches());
  }

  void atMail() throws RejectException {
    at(mailReply);
  }

  void atRecipient() throws RejectException {
    at(rcptReply);
  }

  void atData() throws RejectException {
    at(dataReply);
  }

  private void at(@Nullable String reply) throws RejectException {
    stall();
    if (reply != null) {
      Matcher parts = REPLY.matcher(reply);
      if (parts.matches()) {
        throw new RejectException(Integer.parseInt(parts.group(1)), parts.group(2));
      }
    }
  }

  private void stall() {
    try {
      Thread.sleep(stallMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
