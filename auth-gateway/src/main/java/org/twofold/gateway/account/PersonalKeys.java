package org.twofold.gateway.account;

import org.springframework.stereotype.Component;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.DataKeys;
import org.twofold.keys.Keys;

/** A key of her own for each user, kept wrapped in her account; erasing her destroys it. */
@Component
public class PersonalKeys {

  private final DataKeys keys;

  PersonalKeys(Keys keys) {
    this.keys = keys.dataKeys("personal-aead");
  }

  /** A new key for a new account, wrapped. */
  public byte[] makeKey(String userId) {
    return keys.make(AssociatedData.of("data-key", userId));
  }
}
