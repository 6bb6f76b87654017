package org.twofold.gateway.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in the form in which addresses are compared: trimmed, NFC, in lower case. Its
 * domain stands in the one spelling that IDNA leaves as it is: what would become another name on
 * its way, or is encoded already, is refused.
 *
 * @param canonical that form
 */
public record EmailAddress(String canonical) {

  /** RFC 5321, 4.5.3.1: octets of a path without its brackets, and of a local part. */
  private static final int LONGEST = 254;

  private static final int LONGEST_LOCAL = 64;

  private static final String WORD = "[^@.\\p{Z}\\p{C}<>(),;:\\\\\"\\[\\]]+";
  private static final Pattern LOCAL = Pattern.compile(WORD + "(\\." + WORD + ")*");
  private static final String LABEL =
      "(?!xn--)[\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{M}\\p{N}])?";
  private static final Pattern DOMAIN = Pattern.compile("(" + LABEL + "\\.)+(?!\\p{N}+$)" + LABEL);

  /** The address that was typed; empty if it is none. */
  public static Optional<EmailAddress> parse(String typed) {
    String canonical = canonical(typed.strip());
    int at = canonical.indexOf('@');
    return at > 0 && canonical.length() <= LONGEST && isAddress(canonical, at)
        ? Optional.of(new EmailAddress(canonical))
        : Optional.empty();
  }

  private static String canonical(String typed) {
    String composed = Normalizer.normalize(typed, Normalizer.Form.NFC);
    // lower case can take a letter apart again
    return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }

  private static boolean isAddress(String canonical, int at) {
    String local = canonical.substring(0, at);
    String domain = canonical.substring(at + 1);
    int octets = local.getBytes(UTF_8).length;
    return octets <= LONGEST_LOCAL
        && LOCAL.matcher(local).matches()
        && DOMAIN.matcher(domain).matches()
        && isItsOwnSpelling(domain, LONGEST - octets - 1);
  }

  private static boolean isItsOwnSpelling(String domain, int longest) {
    try {
      String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
      return ascii.length() <= longest && IDN.toUnicode(ascii).equals(domain);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Enough for its owner to know it, and for nobody else: {@code j•••@e•••.com}. */
  public String hint() {
    int at = canonical.lastIndexOf('@');
    int dot = canonical.lastIndexOf('.');
    return first(canonical)
        + "•••@"
        + first(canonical.substring(at + 1))
        + "•••"
        + canonical.substring(dot);
  }

  private static String first(String text) {
    return text.substring(0, text.offsetByCodePoints(0, 1));
  }

  /** Nothing of the address: it must not get into a log. */
  @Override
  public String toString() {
    return "EmailAddress[•••]";
  }
}
