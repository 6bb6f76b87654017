package org.twofold.mfa.challenge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.regex.Pattern;
import org.twofold.events.Purpose;
import org.twofold.mfa.otp.CodeDerivation;

/** The form of a code, by what it is for. */
enum CodeForm {
  /** For what a password, or the owner's own asking, stands before. */
  SIX_DIGITS("[0-9]{6}"),
  /** 60 bits, where the code alone decides: a password reset (D1). */
  TWELVE_CHARACTERS("[A-Z2-7]{12}");

  private final Pattern form;

  CodeForm(String form) {
    this.form = Pattern.compile(form);
  }

  /** That of a purpose. */
  static CodeForm of(Purpose purpose) {
    return switch (purpose) {
      case PASSWORD_RESET, PASSWORD_RESET_UNKNOWN -> TWELVE_CHARACTERS;
      default -> SIX_DIGITS;
    };
  }

  /** Whether a code, made canonical (B8), has it. */
  boolean fits(String code) {
    return form.matcher(code).matches();
  }

  /** The code of a challenge. */
  String code(CodeDerivation codes, String challengeId, Instant startedAt) {
    return switch (this) {
      case SIX_DIGITS -> codes.code(challengeId, startedAt);
      case TWELVE_CHARACTERS -> codes.longCode(challengeId, startedAt);
    };
  }

  /** Whether that is the code of a challenge, compared in constant time. */
  boolean matches(CodeDerivation codes, String challengeId, Instant startedAt, String typed) {
    return MessageDigest.isEqual(
        code(codes, challengeId, startedAt).getBytes(UTF_8), typed.getBytes(UTF_8));
  }
}
