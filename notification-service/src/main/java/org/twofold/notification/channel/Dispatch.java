package org.twofold.notification.channel;

import java.time.Instant;
import org.twofold.notification.template.Content;

/**
 * A message to be handed to a provider.
 *
 * @param address an e-mail address, or a number in E.164
 * @param messageId the same for the same message when it is sent again after a crash
 * @param notAfter past it nothing is sent
 */
public record Dispatch(String address, String messageId, Content content, Instant notAfter) {

  /** Whether it is too late. */
  public boolean isLate(Instant now) {
    return !now.isBefore(notAfter);
  }

  /** Nothing of the address. */
  @Override
  public String toString() {
    return "Dispatch[" + messageId + "]";
  }
}
