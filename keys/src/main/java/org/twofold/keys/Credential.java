package org.twofold.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A token that one service, or an operator, shows another: a file of one line. */
public final class Credential {

  /** 32 random bytes in base64url. */
  private static final int SHORTEST = 43;

  private final String token;

  private Credential(String token) {
    this.token = token;
  }

  /**
   * The credential in a file.
   *
   * @param setting that names the file, for the sentence
   * @throws IllegalStateException with a sentence, if the file cannot be read or holds less than a
   *     token
   */
  public static Credential read(Path file, String setting) {
    String named = "The file of " + setting + ", " + file + ", ";
    try {
      String token = Files.readString(file).strip();
      if (token.length() < SHORTEST) {
        throw new IllegalStateException(named + "holds no token of " + SHORTEST + " characters.");
      }
      return new Credential(token);
    } catch (IOException e) {
      throw new IllegalStateException(named + "cannot be read.", e);
    }
  }

  /** What to send. */
  public String token() {
    return token;
  }

  /** Whether that is it, compared in constant time; null is not. */
  public boolean matches(@Nullable String given) {
    return given != null && MessageDigest.isEqual(given.getBytes(UTF_8), token.getBytes(UTF_8));
  }

  /** Nothing of the token. */
  @Override
  public String toString() {
    return "Credential[•••]";
  }
}
