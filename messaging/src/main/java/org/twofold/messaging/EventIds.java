package org.twofold.messaging;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids of events and of the documents they come from. */
public final class EventIds {

  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private EventIds() {}

  /** A new id: 128 random bits in base64url, 22 characters. */
  public static String next() {
    byte[] id = new byte[BYTES];
    RANDOM.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }
}
