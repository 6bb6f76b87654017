package org.twofold.notification.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Refusal;

/** What a provider said. */
public sealed interface Receipt {

  /**
   * It took the message.
   *
   * @param reference under which it tells later what became of it; null where it does not
   */
  record Taken(String provider, @Nullable String reference) implements Receipt {}

  /**
   * It did not.
   *
   * @param provider null where none was asked: all were down lately, or there is none
   * @param pause after which it may; null where it did not say
   */
  record Refused(@Nullable String provider, Refusal why, @Nullable Duration pause)
      implements Receipt {

    /** One that said no more. */
    public Refused(String provider, Refusal why) {
      this(provider, why, null);
    }
  }

  /** It was too late, so nothing was handed over. */
  record Late(String provider) implements Receipt {}
}
