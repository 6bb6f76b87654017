package org.twofold.gateway.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/** What an owner calls an authenticator: a line of 1 to 64 characters that can be seen. */
public final class AuthenticatorName {

  /** Of one that was given none. */
  public static final String UNNAMED = "Google Authenticator";

  private static final Pattern NAME = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{1,64}");

  private AuthenticatorName() {}

  /** The name without spaces around it; empty where it is none. */
  public static Optional<String> parse(String typed) {
    return Optional.of(typed.strip()).filter(name -> NAME.matcher(name).matches());
  }
}
