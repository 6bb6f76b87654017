package org.twofold.stack.credentials;

import static org.twofold.stack.layout.Names.AUDIT;
import static org.twofold.stack.layout.Names.GATEWAY;
import static org.twofold.stack.layout.Names.MFA;
import static org.twofold.stack.layout.Names.NOTIFICATION;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.twofold.keys.KeyType;

/**
 * What each key is for, and which services hold it; {@code docs/security.md} says what a thief of
 * it could do.
 */
public enum KeyPurpose {
  ADDRESS_AEAD(KeyType.AEAD, GATEWAY),
  BLIND_INDEX(KeyType.PRF, GATEWAY),
  NETWORK_HASH(KeyType.PRF, GATEWAY),
  /** Wraps the data key that each user has for herself. */
  PERSONAL_AEAD(KeyType.AEAD, GATEWAY),
  TOKEN_HASH(KeyType.PRF, GATEWAY),
  LINK_MAC(KeyType.MAC, GATEWAY),
  CODE_DERIVATION(KeyType.PRF, MFA),
  TOTP_AEAD(KeyType.AEAD, MFA),
  BACKUP_CODE(KeyType.PRF, MFA),
  DELIVERY_PRIVATE(KeyType.HPKE_PRIVATE, NOTIFICATION),
  /** Made from the private part, and rotated with it. */
  DELIVERY_PUBLIC(KeyType.HPKE_PUBLIC, GATEWAY, MFA),
  EVENT_MAC_AUTH_GATEWAY(KeyType.MAC, GATEWAY, MFA, NOTIFICATION, AUDIT),
  EVENT_MAC_MFA_SERVICE(KeyType.MAC, MFA, GATEWAY, NOTIFICATION, AUDIT),
  EVENT_MAC_NOTIFICATION_SERVICE(KeyType.MAC, NOTIFICATION, GATEWAY, AUDIT),
  EVENT_MAC_AUDIT_SERVICE(KeyType.MAC, AUDIT);

  private final KeyType type;
  private final List<String> holders;

  KeyPurpose(KeyType type, String... holders) {
    this.type = type;
    this.holders = List.of(holders);
  }

  /** The name that is typed, and that the files have. */
  public String purpose() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public KeyType type() {
    return type;
  }

  /** The services that hold it; the first is where it is made. */
  public List<String> holders() {
    return holders;
  }

  /** The purpose of that name; empty if there is none. */
  public static Optional<KeyPurpose> named(String purpose) {
    return Arrays.stream(values()).filter(one -> one.purpose().equals(purpose)).findFirst();
  }
}
