package org.twofold.notification.sms;

import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.InvalidDeliveryReceiptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twofold.notification.channel.DeliveryReceipts;

/** Reads what a message centre says of messages that it took. */
final class SmppReceipts implements MessageReceiverListener {

  private static final Logger LOG = LoggerFactory.getLogger(SmppReceipts.class);

  private final String provider;
  private final DeliveryReceipts receipts;

  SmppReceipts(String provider, DeliveryReceipts receipts) {
    this.provider = provider;
    this.receipts = receipts;
  }

  /** Answers that it is to be sent again where it could not be told on. */
  @Override
  public void onAcceptDeliverSm(DeliverSm received) throws ProcessRequestException {
    if (!MessageType.SMSC_DEL_RECEIPT.containedIn(received.getEsmClass())) {
      return;
    }
    try {
      tell(received, received.getShortMessageAsDeliveryReceipt());
    } catch (InvalidDeliveryReceiptException e) {
      LOG.warn("SMS provider {} sent a receipt that is none", provider);
    } catch (RuntimeException e) {
      throw new ProcessRequestException("Later", SMPPConstant.STAT_ESME_RX_T_APPN);
    }
  }

  private void tell(DeliverSm received, DeliveryReceipt receipt) {
    OptionalParameter.Receipted_message_id named =
        received.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
    String reference = named == null ? receipt.getId() : named.getValueAsString();
    switch (receipt.getFinalStatus()) {
      case DELIVRD -> receipts.arrived(provider, reference, true);
      case EXPIRED, DELETED, UNDELIV, REJECTD -> receipts.arrived(provider, reference, false);
      // still under way, or nobody knows
      case null, default -> LOG.debug("SMS provider {} sent a receipt that ends nothing", provider);
    }
  }

  @Override
  public void onAcceptAlertNotification(AlertNotification received) {
    // not asked for
    LOG.debug("SMS provider {} sent an alert", provider);
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm received, Session source)
      throws ProcessRequestException {
    throw new ProcessRequestException("Not taken", SMPPConstant.STAT_ESME_RINVCMDID);
  }
}
