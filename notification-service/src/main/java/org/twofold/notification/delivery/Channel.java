package org.twofold.notification.delivery;

import java.util.List;
import org.twofold.events.Method;
import org.twofold.notification.template.Message;

/** A way of delivery. */
public interface Channel {

  /** Which one. */
  Method id();

  /**
   * Hands a message to a provider. Blocks, with a time limit.
   *
   * @param messageId the same for the same message when it is sent again after a crash
   */
  Receipt send(String address, String messageId, Message message);

  /** The one of that id. */
  static Channel of(Method id, List<Channel> channels) {
    return channels.stream()
        .filter(channel -> channel.id() == id)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No channel " + id));
  }
}
