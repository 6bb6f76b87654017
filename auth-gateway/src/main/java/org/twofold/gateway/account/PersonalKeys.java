package org.twofold.gateway.account;

import java.net.InetAddress;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.gateway.client.Client;
import org.twofold.gateway.client.Network;
import org.twofold.gateway.client.Whereabouts;
import org.twofold.gateway.place.Place;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.DataKeys;
import org.twofold.keys.Keys;
import org.twofold.keys.NotOpenedException;
import org.twofold.keys.PrfKey;

/**
 * A key of her own for each user, kept wrapped in her account, and what it seals. Erasing her
 * destroys it, and so all that it sealed, wherever it stands (G7).
 */
@Component
public class PersonalKeys {

  private static final int HASH_BYTES = 16;

  private final DataKeys keys;
  private final PrfKey networks;

  PersonalKeys(Keys keys) {
    this.keys = keys.dataKeys("personal-aead");
    this.networks = keys.prf("network-hash");
  }

  /** A new key for a new account, wrapped. */
  public byte[] makeKey(String userId) {
    return keys.make(whose(userId));
  }

  /**
   * From where she acts, as it may be kept.
   *
   * @param account null where there is none: then only the network is kept, hashed
   */
  public Whereabouts whereabouts(@Nullable Account account, Client client) {
    InetAddress address = client.address();
    return address == null
        ? Whereabouts.UNKNOWN
        : new Whereabouts(sealed(account, client, address), hash(address));
  }

  private String hash(InetAddress address) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(networks.derive(Network.of(address), HASH_BYTES));
  }

  private byte @Nullable [] sealed(@Nullable Account account, Client client, InetAddress address) {
    byte[] key = account == null ? null : account.dataKey();
    if (account == null || key == null) {
      return null;
    }
    try {
      return keys.seal(key, whose(account.id()), encoded(client, address), context(account.id()));
    } catch (NotOpenedException e) {
      throw new IllegalStateException("The data key of an account cannot be unwrapped", e);
    }
  }

  private static byte[] encoded(Client client, InetAddress address) {
    org.twofold.events.Client content =
        org.twofold.events.Client.newBuilder()
            .setNetworkAddress(address.getHostAddress())
            .setDevice(client.device())
            .setPlace(Place.in("en", client.place()))
            .build();
    return SingleObject.encode(org.twofold.events.Client.getEncoder(), content);
  }

  private static byte[] whose(String userId) {
    return AssociatedData.of("data-key", userId);
  }

  private static byte[] context(String userId) {
    return AssociatedData.of("client", userId);
  }
}
