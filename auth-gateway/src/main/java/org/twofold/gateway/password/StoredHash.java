package org.twofold.gateway.password;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of password hash that can be verified, each known by its form. */
public enum StoredHash {
  /** The kind that is made here. */
  ARGON2ID("\\$argon2id" + Form.ARGON2),
  ARGON2I("\\$argon2i" + Form.ARGON2),
  ARGON2D("\\$argon2d" + Form.ARGON2),
  BCRYPT("\\$2[aby]\\$(0[4-9]|1[0-5])\\$[./A-Za-z0-9]{53}");

  /** What one hash may cost: more could be put there to stop the gateway. */
  private static final int MOST_KIB = 262_144;

  private static final int MOST_PASSES = 20;
  private static final int MOST_LANES = 16;

  private final Pattern form;

  StoredHash(String form) {
    this.form = Pattern.compile(form);
  }

  /** The PHC string format of Argon2, version 1.3. */
  private static final class Form {
    static final String ARGON2 =
        "\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,4}),p=(\\d{1,4})"
            + "\\$[A-Za-z0-9+/]{11,86}\\$[A-Za-z0-9+/]{21,86}";
  }

  /**
   * The kind of a stored hash.
   *
   * @throws IllegalArgumentException if it is none; the message has nothing of it
   */
  static StoredHash of(String hash) {
    return Arrays.stream(values())
        .filter(kind -> kind.form.matcher(hash).matches())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No form of a password hash"));
  }

  /** Whether that is a hash that can be verified, at a cost that is bearable. */
  public static boolean isVerifiable(String hash) {
    return Arrays.stream(values()).anyMatch(kind -> kind.fits(hash));
  }

  private boolean fits(String hash) {
    Matcher matcher = form.matcher(hash);
    return matcher.matches()
        && (this == BCRYPT
            || Integer.parseInt(matcher.group(1)) <= MOST_KIB
                && Integer.parseInt(matcher.group(2)) <= MOST_PASSES
                && Integer.parseInt(matcher.group(3)) <= MOST_LANES);
  }
}
