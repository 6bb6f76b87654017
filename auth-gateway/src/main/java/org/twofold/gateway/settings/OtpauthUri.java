package org.twofold.gateway.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.twofold.gateway.mfa.Enrolments;

/**
 * The Key URI of an authenticator, as the apps read it (A7): issuer in the label and as a
 * parameter, everything percent-encoded.
 *
 * @param issuer how the apps name us; the colon that would end it in the label is encoded
 */
@ConfigurationProperties("twofold.totp")
public record OtpauthUri(@DefaultValue("Twofold") String issuer) {

  /** The URI for one secret and one account. */
  public String of(Enrolments.Secret secret, String account) {
    return "otpauth://totp/"
        + encoded(issuer)
        + ":"
        + encoded(account)
        + "?secret="
        + secret.secret()
        + "&issuer="
        + encoded(issuer)
        + "&algorithm="
        + secret.algorithm()
        + "&digits="
        + secret.digits()
        + "&period="
        + secret.period();
  }

  /** RFC 3986, 2.1: a space is no plus sign here. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
