package org.twofold.gateway.web.settings;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.twofold.gateway.mfa.Enrolments;

/**
 * The secret of an authenticator that is set up, as the page carries it from a wrong code to the
 * next: it is shown once by the server, and then again only from the page itself.
 */
final class ShownSecret {

  private static final Pattern WRITTEN =
      Pattern.compile("([A-Z2-7]{16,128}):(SHA1|SHA256|SHA512):([6-9]):([0-9]{1,3})");

  private ShownSecret() {}

  static String write(Enrolments.Secret secret) {
    return secret.secret()
        + ":"
        + secret.algorithm()
        + ":"
        + secret.digits()
        + ":"
        + secret.period();
  }

  /** Empty where the page carries none. */
  static Optional<Enrolments.Secret> read(String written) {
    Matcher matcher = WRITTEN.matcher(written);
    return matcher.matches()
        ? Optional.of(
            new Enrolments.Secret(
                matcher.group(1),
                matcher.group(2),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4)),
                Instant.MAX))
        : Optional.empty();
  }
}
