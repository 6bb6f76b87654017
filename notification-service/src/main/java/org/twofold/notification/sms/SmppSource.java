package org.twofold.notification.sms;

import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;

/** The sender of text messages: a number, a short code, or a name. */
record SmppSource(TypeOfNumber type, NumberingPlanIndicator plan, String address) {

  static SmppSource of(String sender) {
    if (sender.matches("\\+[0-9]+")) {
      return new SmppSource(
          TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, sender.substring(1));
    }
    if (sender.matches("[0-9]+")) {
      return new SmppSource(TypeOfNumber.NETWORK_SPECIFIC, NumberingPlanIndicator.ISDN, sender);
    }
    return new SmppSource(TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, sender);
  }
}
