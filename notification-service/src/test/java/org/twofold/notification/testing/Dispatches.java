package org.twofold.notification.testing;

import java.time.Duration;
import java.time.Instant;
import org.twofold.notification.channel.Dispatch;
import org.twofold.notification.template.Content;
import org.twofold.notification.template.Matter;

/** Messages for tests. */
public final class Dispatches {

  private Dispatches() {}

  /** A login code for five minutes from now. */
  public static Dispatch loginCode(String address, Instant now) {
    Duration life = Duration.ofMinutes(5);
    return new Dispatch(
        address,
        "challenge.1",
        new Content(
            new Matter("code.login"), "493107", life, now, "Firefox, Linux", "Europe/Paris", "en"),
        now.plus(life));
  }
}
