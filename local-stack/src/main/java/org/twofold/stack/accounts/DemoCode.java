package org.twofold.stack.accounts;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Locale;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.layout.DataDirectory;

/** Stands in for the phone of a demo subscriber. */
public final class DemoCode {

  private DemoCode() {}

  /**
   * The code that the app would show now, and for how many seconds more.
   *
   * @throws OperatorException if nobody's app is on this machine by that address
   */
  public static String shown(DataDirectory data, String address, Instant now) {
    String name = address.strip().toLowerCase(Locale.ROOT);
    if (!name.equals(DemoSubscribers.BY_TOTP)) {
      throw new OperatorException(
          DemoSubscribers.addresses().contains(name)
              ? name + " has no authenticator. Codes by e-mail and text message are in the inbox."
              : "Only the authenticator of "
                  + DemoSubscribers.BY_TOTP
                  + " is on this machine; other people's codes are on their phones.");
    }
    if (Files.notExists(data.demoSubscribers())) {
      throw new OperatorException(
          "There are no demo subscribers in " + data.root() + " yet; ./twofold up makes them.");
    }
    try {
      byte[] secret = Base32.decode(DemoSecret.read(data));
      return "%s (%d s left)".formatted(Totp.code(secret, now), Totp.secondsLeft(now));
    } catch (IOException e) {
      throw new OperatorException(
          "The secret of " + name + " cannot be read: " + e.getMessage() + ".", e);
    }
  }
}
