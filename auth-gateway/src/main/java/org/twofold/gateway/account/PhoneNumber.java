package org.twofold.gateway.account;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number that can take text messages, in the one form in which numbers are compared.
 *
 * @param e164 {@code +33612345678}
 */
public record PhoneNumber(String e164) {

  /** Nobody's number is longer, however it is spaced. */
  private static final int LONGEST = 40;

  /** What people type between digits; letters and extensions are refused, not guessed at. */
  private static final Pattern SPELLING = Pattern.compile("[\\p{Nd}\\p{Zs}+＋().\\-‐-―/]+");

  /**
   * What the regulators of Britain and France keep for films and documents (Ofcom; ARCEP, plan de
   * numérotation): nobody's, so that examples and tests write to nobody.
   */
  private static final Pattern FICTION = Pattern.compile("\\+447700900\\d{3}|\\+3363998\\d{4}");

  private static final Set<PhoneNumberType> TAKES_TEXT =
      EnumSet.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  /**
   * The number that was typed; empty if it is none that takes text messages.
   *
   * @param region ISO 3166 code of the country whose numbers may be typed without a prefix; null:
   *     none
   */
  public static Optional<PhoneNumber> parse(String typed, @Nullable String region) {
    String text = typed.strip();
    if (text.length() > LONGEST || !SPELLING.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      Phonenumber.PhoneNumber number = NUMBERS.parse(international(text), region);
      String e164 = NUMBERS.format(number, PhoneNumberFormat.E164);
      boolean takesText =
          NUMBERS.isValidNumber(number) && TAKES_TEXT.contains(NUMBERS.getNumberType(number));
      return takesText || FICTION.matcher(e164).matches()
          ? Optional.of(new PhoneNumber(e164))
          : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  /** {@code 00} is how most of the world dials {@code +} (ITU-T E.123 names both). */
  private static String international(String text) {
    return text.startsWith("00") ? "+" + text.substring(2) : text;
  }

  /** Enough for its owner to know it, and for nobody else: {@code +33 • •• •• •• 12}. */
  public String hint() {
    try {
      Phonenumber.PhoneNumber number = NUMBERS.parse(e164, null);
      String shown = NUMBERS.format(number, PhoneNumberFormat.INTERNATIONAL);
      int country = ("+" + number.getCountryCode()).length();
      int open = shown.length() - 2;
      return shown.substring(0, country)
          + shown.substring(country, open).replaceAll("[0-9]", "•").replace('-', ' ')
          + shown.substring(open);
    } catch (NumberParseException e) {
      throw new IllegalStateException("A stored number is none", e);
    }
  }

  /** Nothing of the number: it must not get into a log. */
  @Override
  public String toString() {
    return "PhoneNumber[•••]";
  }
}
