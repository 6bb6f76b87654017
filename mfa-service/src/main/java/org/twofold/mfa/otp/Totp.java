package org.twofold.mfa.otp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.warrenstrange.googleauth.GoogleAuthenticator;
import com.warrenstrange.googleauth.GoogleAuthenticatorConfig.GoogleAuthenticatorConfigBuilder;
import com.warrenstrange.googleauth.HmacHashFunction;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/**
 * Secrets and codes of authenticators (RFC 6238). googleauth makes and computes them; it judges
 * none: its authorize refuses the code 000000 and knows no step that is spent.
 */
public final class Totp {

  /** RFC 4226, section 4, R6, recommends 160 bits. */
  private static final int SECRET_BITS = 160;

  private static final Duration NEAR = Duration.ofMinutes(5);

  private static final Map<TotpParameters, Totp> KNOWN = new ConcurrentHashMap<>();

  private final TotpParameters parameters;
  private final GoogleAuthenticator googleAuthenticator;

  private Totp(TotpParameters parameters) {
    this.parameters = parameters;
    this.googleAuthenticator =
        new GoogleAuthenticator(
            new GoogleAuthenticatorConfigBuilder()
                .setSecretBits(SECRET_BITS)
                .setNumberOfScratchCodes(0)
                .setHmacHashFunction(hash(parameters.algorithm()))
                .setCodeDigits(parameters.digits())
                .setTimeStepSizeInMillis(Duration.ofSeconds(parameters.period()).toMillis())
                .build());
  }

  /** For authenticators of this kind. */
  public static Totp of(TotpParameters parameters) {
    return KNOWN.computeIfAbsent(parameters, Totp::new);
  }

  /** A new secret, in base32. */
  public String newSecret() {
    return googleAuthenticator.createCredentials().getKey();
  }

  /** The step of a moment. */
  public long stepAt(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), parameters.period());
  }

  /** The code of a step; leading zeros are kept. */
  public String code(String secret, long step) {
    long millis = Duration.ofSeconds(step * parameters.period()).toMillis();
    String digits = Integer.toString(googleAuthenticator.getTotpPassword(secret, millis));
    return "0".repeat(parameters.digits() - digits.length()) + digits;
  }

  /** Whether that is the code of the step, compared in constant time. */
  public boolean matches(String secret, long step, String typed) {
    return MessageDigest.isEqual(code(secret, step).getBytes(US_ASCII), typed.getBytes(US_ASCII));
  }

  /**
   * The step whose code that is: the present one, the one before or the one after (RFC 6238,
   * section 5.2). All are looked at, so that time does not tell which it was; of two with the same
   * code it is the later, which spends both.
   */
  public OptionalLong matching(String secret, Instant now, String typed) {
    long present = stepAt(now);
    OptionalLong found = OptionalLong.empty();
    for (long step = present - 1; step <= present + 1; step++) {
      found = matches(secret, step, typed) ? OptionalLong.of(step) : found;
    }
    return found;
  }

  /**
   * Whether it is the code of a step up to five minutes away that is not accepted: the sign of a
   * clock that is wrong.
   */
  public boolean isNear(String secret, Instant now, String typed) {
    long present = stepAt(now);
    long far = NEAR.toSeconds() / parameters.period();
    return LongStream.rangeClosed(-far, far)
        .filter(away -> Math.abs(away) > 1)
        .anyMatch(away -> matches(secret, present + away, typed));
  }

  private static HmacHashFunction hash(TotpParameters.Algorithm algorithm) {
    return switch (algorithm) {
      case SHA1 -> HmacHashFunction.HmacSHA1;
      case SHA256 -> HmacHashFunction.HmacSHA256;
      case SHA512 -> HmacHashFunction.HmacSHA512;
    };
  }
}
