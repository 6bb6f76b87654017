package org.twofold.gateway.problem;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Method;
import org.twofold.gateway.password.PasswordRule;
import tools.jackson.databind.DatabindException;

/** Fields of requests, made canonical or refused by name. */
public final class Fields {

  private static final Pattern SPACING = Pattern.compile("[\\p{Z}\\s\\p{Pd}]+");
  private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");
  private static final Pattern BACKUP_CODE = Pattern.compile("[A-Za-z2-7]{16}");
  private static final Pattern RESET_CODE = Pattern.compile("[A-Za-z2-7]{12}");
  private static final Pattern HALF = Pattern.compile("\\p{Cs}");
  private static final Set<String> LANGUAGES = Set.of("en", "fr");
  private static final Set<String> TIME_ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());
  private static final int LONGEST_PATH = 100;

  private Fields() {}

  /** A text that must be there, and be one: half a character would be read as another. */
  public static String required(String field, @Nullable String value) {
    if (value == null) {
      throw Problem.field(field, "required");
    }
    if (HALF.matcher(value).find()) {
      throw Problem.field(field, "text");
    }
    return value;
  }

  /** A text of at most that many characters. */
  public static String atMost(String field, @Nullable String value, int longest) {
    String text = required(field, value);
    if (text.codePointCount(0, text.length()) > longest) {
      throw Problem.field(field, "too-long");
    }
    return text;
  }

  /** A code of six ASCII digits, however it is spaced; empty if it has not that form (B8). */
  public static Optional<String> sixDigits(String typed) {
    String canonical = SPACING.matcher(typed).replaceAll("");
    return SIX_DIGITS.matcher(canonical).matches() ? Optional.of(canonical) : Optional.empty();
  }

  /**
   * A backup code: 16 base32 characters (RFC 4648, section 6), however they are spaced, in upper
   * case; empty if it has not that form.
   */
  public static Optional<String> backupCode(String typed) {
    String canonical = SPACING.matcher(typed).replaceAll("");
    return BACKUP_CODE.matcher(canonical).matches()
        ? Optional.of(canonical.toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  /**
   * A code that sets a new password: 12 base32 characters, however they are spaced, in upper case;
   * empty if it has not that form.
   */
  public static Optional<String> resetCode(String typed) {
    String canonical = SPACING.matcher(typed).replaceAll("");
    return RESET_CODE.matcher(canonical).matches()
        ? Optional.of(canonical.toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  /** The same, of a field. */
  public static String resetCode(String field, @Nullable String typed) {
    return resetCode(required(field, typed)).orElseThrow(() -> Problem.field(field, "reset-code"));
  }

  /** A code in the form of its method; empty if it has not that form. */
  public static Optional<String> codeOf(Method method, String typed) {
    return method == Method.BACKUP_CODE ? backupCode(typed) : sixDigits(typed);
  }

  /** A code in the form of its method. */
  public static String code(Method method, @Nullable String typed) {
    return codeOf(method, required("code", typed))
        .orElseThrow(
            () ->
                Problem.field("code", method == Method.BACKUP_CODE ? "backup-code" : "six-digits"));
  }

  /** A code of six ASCII digits. */
  public static String code(@Nullable String typed) {
    return sixDigits(required("code", typed))
        .orElseThrow(() -> Problem.field("code", "six-digits"));
  }

  /** A new password that the rule finds fine. */
  public static String newPassword(String field, @Nullable String value, PasswordRule rule) {
    String password = required(field, value);
    switch (rule.judge(password)) {
      case LENGTH -> throw Problem.field(field, "password-length");
      case COMMON -> throw Problem.field(field, "password-common");
      case FINE -> {}
    }
    return password;
  }

  /** One of the methods. */
  public static Method method(@Nullable String value) {
    return methodNamed(required("method", value))
        .orElseThrow(() -> Problem.field("method", "method"));
  }

  /** The method of that name; empty where there is none. */
  public static Optional<Method> methodNamed(@Nullable String name) {
    return switch (name) {
      case "EMAIL" -> Optional.of(Method.EMAIL);
      case "SMS" -> Optional.of(Method.SMS);
      case "TOTP" -> Optional.of(Method.TOTP);
      case "BACKUP_CODE" -> Optional.of(Method.BACKUP_CODE);
      case null, default -> Optional.empty();
    };
  }

  /** Whether we speak that language. */
  public static boolean isLocale(String value) {
    return LANGUAGES.contains(value);
  }

  /** Whether that is the IANA name of a time zone. */
  public static boolean isTimeZone(String value) {
    return TIME_ZONES.contains(value);
  }

  /** Where in a JSON text the mistake is, of bearable length; empty where it is the whole. */
  public static String path(DatabindException mismatch) {
    String path =
        mismatch.getPath().stream()
            .map(
                step ->
                    step.getPropertyName() == null
                        ? Integer.toString(step.getIndex())
                        : step.getPropertyName())
            .collect(Collectors.joining("."));
    return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path;
  }

  /** A language that we speak. */
  public static String locale(String value) {
    if (!isLocale(value)) {
      throw Problem.field("locale", "locale");
    }
    return value.toLowerCase(Locale.ROOT);
  }

  /** An IANA time zone. */
  public static String timeZone(String value) {
    if (!isTimeZone(value)) {
      throw Problem.field("timeZone", "time-zone");
    }
    return value;
  }
}
