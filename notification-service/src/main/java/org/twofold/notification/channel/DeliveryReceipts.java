package org.twofold.notification.channel;

/** Hears from providers what became of a message that they took. */
public interface DeliveryReceipts {

  /**
   * A provider said how it ended.
   *
   * @param reference under which it took the message
   */
  void arrived(String provider, String reference, boolean delivered);
}
