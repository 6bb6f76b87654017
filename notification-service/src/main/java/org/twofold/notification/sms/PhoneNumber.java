package org.twofold.notification.sms;

import java.util.Optional;
import java.util.regex.Pattern;

/** A number in E.164; nothing else gets to a provider (F5). */
record PhoneNumber(String value) {

  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

  /** Empty if it is none. */
  static Optional<PhoneNumber> of(String text) {
    return Optional.of(text).filter(number -> E164.matcher(number).matches()).map(PhoneNumber::new);
  }

  /** Without the plus, as SMPP has it. */
  String digits() {
    return value.substring(1);
  }

  /** Nothing of the number. */
  @Override
  public String toString() {
    return "PhoneNumber[•••]";
  }
}
