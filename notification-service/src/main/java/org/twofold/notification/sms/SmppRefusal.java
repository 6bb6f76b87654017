package org.twofold.notification.sms;

import org.jsmpp.SMPPConstant;
import org.twofold.events.Refusal;

/**
 * Classifies the status that a message centre answered with, once, at its edge (SMPP 3.4, section
 * 5.1.3).
 */
final class SmppRefusal {

  private SmppRefusal() {}

  /** What a negative answer to a message means. */
  static Refusal of(int status) {
    return switch (status) {
      case SMPPConstant.STAT_ESME_RTHROTTLED, SMPPConstant.STAT_ESME_RMSGQFUL -> Refusal.THROTTLED;
      case SMPPConstant.STAT_ESME_RINVDSTADR,
          SMPPConstant.STAT_ESME_RINVDSTTON,
          SMPPConstant.STAT_ESME_RINVDSTNPI,
          SMPPConstant.STAT_ESME_RINVMSGLEN,
          SMPPConstant.STAT_ESME_RINVDCS,
          SMPPConstant.STAT_ESME_RINVEXPIRY,
          SMPPConstant.STAT_ESME_RX_P_APPN,
          SMPPConstant.STAT_ESME_RX_R_APPN ->
          Refusal.PERMANENT;
      // a system error, or a matter between the provider and us: another may do better
      default -> Refusal.TRANSIENT;
    };
  }
}
