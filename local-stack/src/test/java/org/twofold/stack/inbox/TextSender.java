package org.twofold.stack.inbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;

/** Somebody who sends text messages by SMPP, as a real client does, and hears of their delivery. */
final class TextSender implements AutoCloseable {

  static final String NUMBER = "447700900123";

  final Queue<DeliverSm> receipts = new ConcurrentLinkedQueue<>();
  private final SMPPSession session = new SMPPSession();

  TextSender(int port) throws IOException {
    session.setMessageReceiverListener(new Receiver());
    session.connectAndBind(
        "127.0.0.1",
        port,
        new BindParameter(
            BindType.BIND_TRX,
            "anybody",
            "secret",
            "",
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            null));
  }

  String send(int coding, byte[] octets) throws Exception {
    return submit(coding, 0, 0, octets);
  }

  String sendPart(int coding, byte[] octets) throws Exception {
    return submit(coding, 0x40, 0, octets);
  }

  String sendPayload(int coding, byte[] octets) throws Exception {
    return submit(coding, 0, 0, new byte[0], new OptionalParameter.Message_payload(octets));
  }

  String sendForReceipt(int registeredDelivery) throws Exception {
    return submit(0, 0, registeredDelivery, "493107".getBytes(US_ASCII));
  }

  private String submit(
      int coding, int esmClass, int registered, byte[] octets, OptionalParameter... parameters)
      throws Exception {
    return session
        .submitShortMessage(
            "",
            TypeOfNumber.ALPHANUMERIC,
            NumberingPlanIndicator.UNKNOWN,
            "Twofold",
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            NUMBER,
            new ESMClass(esmClass),
            (byte) 0,
            (byte) 0,
            null,
            null,
            new RegisteredDelivery(registered),
            (byte) 0,
            new RawDataCoding((byte) coding),
            (byte) 0,
            octets,
            parameters)
        .getMessageId();
  }

  @Override
  public void close() {
    session.unbindAndClose();
  }

  private final class Receiver implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm receipt) {
      receipts.add(receipt);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification notification) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
      throw new ProcessRequestException("not here", 3);
    }
  }
}
