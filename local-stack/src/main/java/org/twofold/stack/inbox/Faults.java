package org.twofold.stack.inbox;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsmpp.extra.ProcessRequestException;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.RejectException;

/**
 * How the sinks misbehave, for those who try what their system does when a mail server or an SMS
 * provider does.
 *
 * @param greetingReply what is said instead of the greeting, such as {@code 421 4.3.2 closing}; the
 *     connection then ends; null for none out of the ordinary
 * @param ehloReply the answer to EHLO and HELO
 * @param mailReply the same for MAIL
 * @param rcptReply the same for RCPT
 * @param dataReply the same for the end of DATA
 * @param submitStatus the command_status that answers a submit_sm, such as {@code 0x58} or 88
 * @param receiptStat what delivery receipts say; null for DELIVRD
 * @param stallMillis how long each answer to MAIL, RCPT, DATA and submit_sm takes
 */
record Faults(
    @Nullable String greetingReply,
    @Nullable String ehloReply,
    @Nullable String mailReply,
    @Nullable String rcptReply,
    @Nullable String dataReply,
    @Nullable String submitStatus,
    @Nullable ReceiptStat receiptStat,
    long stallMillis) {

  static final Faults NONE = new Faults(null, null, null, null, null, null, null, 0);

  private static final long LONGEST_STALL = 600_000;
  private static final long HIGHEST_STATUS = 0xFFFF_FFFFL;

  /** RFC 5321 section 4.2: three digits, of which 4xx and 5xx refuse. */
  private static final Pattern REPLY = Pattern.compile("([45]\\d\\d) ([ -~]{1,400})");

  /** Whether it can be done. */
  boolean isValid() {
    return stallMillis >= 0
        && stallMillis <= LONGEST_STALL
        && Stream.of(greetingReply, ehloReply, mailReply, rcptReply, dataReply)
            .allMatch(reply -> reply == null || REPLY.matcher(reply).matches())
        && (submitStatus == null || status(submitStatus).isPresent());
  }

  private static Optional<Integer> status(String text) {
    try {
      long status = Long.decode(text);
      return status > 0 && status <= HIGHEST_STATUS ? Optional.of((int) status) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  void atGreeting() throws RejectException {
    refuse(greetingReply);
  }

  void atEhlo() throws RejectException {
    refuse(ehloReply);
  }

  void atMail() throws RejectException {
    stall();
    refuse(mailReply);
  }

  void atRecipient() throws RejectException {
    stall();
    refuse(rcptReply);
  }

  void atData() throws RejectException {
    stall();
    refuse(dataReply);
  }

  void atSubmit() throws ProcessRequestException {
    stall();
    Optional<Integer> status = Optional.ofNullable(submitStatus).flatMap(Faults::status);
    if (status.isPresent()) {
      throw new ProcessRequestException("on demand", status.get());
    }
  }

  ReceiptStat receipt() {
    return receiptStat == null ? ReceiptStat.DELIVRD : receiptStat;
  }

  private static void refuse(@Nullable String reply) throws RejectException {
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
