package org.twofold.gateway.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Which new passwords are accepted: NIST SP 800-63B-4, 3.1.1.2. Length, and not among the
 * commonest; no composition rules.
 */
@Component
public class PasswordRule {

  /** The longest password that is looked at, in characters. */
  public static final int LONGEST = 128;

  private static final int SHORTEST = 8;
  private static final String COMMONEST = "/commonest-passwords.txt";

  private final Set<String> commonest = read();

  /** What is wrong with a new password. */
  public enum Verdict {
    /** Nothing. */
    FINE,
    /** Under 8 or over 128 characters. */
    LENGTH,
    /** Among the commonest. */
    COMMON
  }

  /** Whether that is longer than any password, so that it need not be hashed to be wrong. */
  public static boolean isTooLong(String typed) {
    return typed.length() > LONGEST * Character.charCount(Character.MAX_CODE_POINT);
  }

  /**
   * Judges a new password. No character counts for more than one, and none is too many where the
   * log-in would refuse it as too long.
   */
  public Verdict judge(String password) {
    String canonical = Normalizer.normalize(password, Normalizer.Form.NFKC);
    int typed = characters(password);
    if (Math.min(typed, characters(canonical)) < SHORTEST || typed > LONGEST) {
      return Verdict.LENGTH;
    }
    return commonest.contains(canonical.toLowerCase(Locale.ROOT)) ? Verdict.COMMON : Verdict.FINE;
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  private static Set<String> read() {
    try (InputStream file = PasswordRule.class.getResourceAsStream(COMMONEST)) {
      String lines = new String(Objects.requireNonNull(file, COMMONEST).readAllBytes(), UTF_8);
      return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
