package org.twofold.mfa.otp;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base32;

/** Bytes as people type them: base32 in upper case without padding (RFC 4648, section 6). */
public final class Base32Text {

  /** Some apps show secrets in groups and lower case. */
  private static final Pattern TYPED = Pattern.compile("[A-Za-z2-7 -]{1,512}={0,6}");

  private Base32Text() {}

  /** The text of the bytes. */
  public static String of(byte[] bytes) {
    return unpadded(new Base32().encodeAsString(bytes));
  }

  /**
   * The one text of the bytes that were typed; empty where it is no base32, or of fewer or more
   * bytes.
   */
  public static Optional<String> canonical(String typed, int least, int most) {
    if (!TYPED.matcher(typed).matches()) {
      return Optional.empty();
    }
    String text = unpadded(typed.replaceAll("[ -]", "").toUpperCase(Locale.ROOT));
    byte[] bytes = new Base32().decode(text);
    boolean fits = bytes.length >= least && bytes.length <= most;
    return fits && of(bytes).length() == text.length() ? Optional.of(of(bytes)) : Optional.empty();
  }

  private static String unpadded(String text) {
    return text.replace("=", "");
  }
}
