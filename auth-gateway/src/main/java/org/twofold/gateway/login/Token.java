package org.twofold.gateway.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client holds of a login or session: {@code loginId.secret}. Only a keyed hash of the
 * secret is stored.
 *
 * @param loginId the document
 * @param secret 256 random bits in base64url
 */
record Token(String loginId, String secret) {

  private static final int SECRET_BYTES = 32;
  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{43})");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new one for a login. */
  static Token of(String loginId) {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return new Token(loginId, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** The token in a header or cookie; empty if it is none. */
  static Optional<Token> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches() ? Optional.of(new Token(form.group(1), form.group(2))) : Optional.empty();
  }

  /** What the client is given. */
  String text() {
    return loginId + "." + secret;
  }

  /** Compares in constant time. */
  static boolean same(String hash, String other) {
    return MessageDigest.isEqual(hash.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  /** Nothing of the secret. */
  @Override
  public String toString() {
    return "Token[" + loginId + "]";
  }
}
