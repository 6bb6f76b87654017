package org.twofold.notification.email;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * An e-mail address as a mail server takes it: the domain in ASCII (IDNA), the part before it as it
 * is.
 */
record Mailbox(InternetAddress address, boolean needsUtf8) {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|[\\u0085\\u2028\\u2029]");

  /**
   * Reads one.
   *
   * @throws AddressException if it is none, or could begin another header or command (F5); its
   *     words name no address
   */
  static Mailbox of(String text) throws AddressException {
    int at = text.lastIndexOf('@');
    if (at < 1 || hasControl(text)) {
      throw new AddressException("Not an address");
    }
    String local = text.substring(0, at);
    try {
      String whole = local + "@" + IDN.toASCII(text.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
      InternetAddress address = new InternetAddress(whole, true);
      if (!whole.equals(address.getAddress())) {
        throw new AddressException("More than an address");
      }
      return new Mailbox(address, !StandardCharsets.US_ASCII.newEncoder().canEncode(local));
    } catch (IllegalArgumentException e) {
      throw new AddressException("Not a domain");
    }
  }

  /** Whether a text could end the line that it stands in. */
  static boolean hasControl(String text) {
    return CONTROL.matcher(text).find();
  }

  /** Nothing of the address. */
  @Override
  public String toString() {
    return "Mailbox[•••]";
  }
}
