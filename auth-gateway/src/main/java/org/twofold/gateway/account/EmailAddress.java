package org.twofold.gateway.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in the form in which addresses are compared: trimmed, NFC, in lower case.
 *
 * @param canonical that form
 */
public record EmailAddress(String canonical) {

  private static final int LONGEST = 254;
  private static final Pattern FORM =
      Pattern.compile(
          "[^@\\s\\p{C}<>(),;:\\\\\"\\[\\]]{1,64}@[\\p{L}\\p{N}.-]+\\.[\\p{L}\\p{N}-]+");

  /** The address that was typed; empty if it is none. */
  public static Optional<EmailAddress> parse(String typed) {
    String canonical =
        Normalizer.normalize(typed.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return canonical.length() <= LONGEST
            && FORM.matcher(canonical).matches()
            && !canonical.contains("..")
        ? Optional.of(new EmailAddress(canonical))
        : Optional.empty();
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
