package org.twofold.stack.inbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;

/**
 * A delivery receipt (SMPP 3.4 appendix B), without anything of the message's text.
 *
 * @param id of the message, as its sender was told
 */
record Receipt(String id, SubmitSm submit, ReceiptStat stat, Instant moment) {

  /** {@code esm_class}: a delivery receipt (5.2.12). */
  private static final byte DELIVERY_RECEIPT = 0x04;

  /** As fast as no network is, so that nobody relies on the receipt coming first. */
  private static final Duration AFTER = Duration.ofMillis(100);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);

  /** Goes shortly after the answer, on the session that the message came on. */
  void giveLater(SMPPServerSession session) {
    Thread.ofVirtual().name("receipt").start(() -> give(session));
  }

  private void give(SMPPServerSession session) {
    try {
      Thread.sleep(AFTER);
      deliver(session);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException
        | PDUException
        | ResponseTimeoutException
        | InvalidResponseException
        | NegativeResponseException e) {
      System.err.println("A delivery receipt was not taken: " + e.getClass().getSimpleName());
    }
  }

  /** From the number that the message went to, to its sender. */
  private void deliver(SMPPServerSession session)
      throws PDUException,
          ResponseTimeoutException,
          InvalidResponseException,
          NegativeResponseException,
          IOException {
    session.deliverShortMessage(
        "",
        TypeOfNumber.valueOf(submit.getDestAddrTon()),
        NumberingPlanIndicator.valueOf(submit.getDestAddrNpi()),
        submit.getDestAddress(),
        TypeOfNumber.valueOf(submit.getSourceAddrTon()),
        NumberingPlanIndicator.valueOf(submit.getSourceAddrNpi()),
        submit.getSourceAddr(),
        new ESMClass(DELIVERY_RECEIPT),
        (byte) 0,
        (byte) 0,
        new RegisteredDelivery(0),
        DataCodings.ZERO,
        text().getBytes(US_ASCII),
        new OptionalParameter.Receipted_message_id(id),
        new OptionalParameter.Message_state(stat.messageState()));
  }

  private String text() {
    boolean delivered = stat == ReceiptStat.DELIVRD;
    String date = DATE.format(moment);
    return "id:%s sub:001 dlvrd:%s submit date:%s done date:%s stat:%s err:%s text:"
        .formatted(id, delivered ? "001" : "000", date, date, stat, delivered ? "000" : "001");
  }

  /** Nothing of the numbers. */
  @Override
  public String toString() {
    return "Receipt[" + id + ", " + stat + "]";
  }
}
