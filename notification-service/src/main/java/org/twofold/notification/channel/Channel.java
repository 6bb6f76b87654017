package org.twofold.notification.channel;

/** A way of delivery: one server or provider of e-mails or text messages. */
public interface Channel extends AutoCloseable {

  /** Its name, as configured, for reports. */
  String name();

  /**
   * Hands a message over, and answers when it was taken or not. Blocks, each step with a time
   * limit. Nothing is handed over past the dispatch's end, however long a connection took (F6).
   */
  Receipt send(Dispatch dispatch);

  /** Lets its connections go. */
  @Override
  void close();
}
