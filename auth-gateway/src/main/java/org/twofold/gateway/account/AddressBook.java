package org.twofold.gateway.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.Destination;
import org.twofold.events.Method;
import org.twofold.keys.AeadKey;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;
import org.twofold.keys.NotOpenedException;
import org.twofold.keys.PrfKey;
import org.twofold.keys.SealingKey;

/**
 * Keeps addresses out of sight: sealed at rest, found by a keyed blind index, sealed again for the
 * one who writes to them.
 */
@Component
public class AddressBook {

  private static final int INDEX_BYTES = 32;
  private static final int SALT_BYTES = 16;

  private final AeadKey atRest;
  private final PrfKey index;
  private final SealingKey delivery;
  private final InstantSource clock;

  AddressBook(Keys keys, Clock clock) {
    this.atRest = keys.aead("address-aead");
    this.index = keys.prf("blind-index");
    this.delivery = keys.publicKey("delivery-public");
    this.clock = clock;
  }

  /** What an account is to be found by from now on. */
  public String index(EmailAddress address) {
    return text(index.derive(indexed(address), INDEX_BYTES));
  }

  /**
   * All that an account of that address may be found by: one made under a former key keeps its
   * index until its next login. Those by keys that wait for their moment are among them.
   */
  public List<String> indexes(EmailAddress address) {
    return index.deriveAll(indexed(address), INDEX_BYTES).stream().map(AddressBook::text).toList();
  }

  private static byte[] indexed(EmailAddress address) {
    return AssociatedData.of("address", address.canonical());
  }

  /** A keyed name for an address without an account, another each month. */
  public String pseudonym(EmailAddress address) {
    String month = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).toString();
    return derive("pseudonym", month, address.canonical());
  }

  /** What a password reset is found by: the address, and the client that asked. */
  public String resetIndex(EmailAddress address, String client) {
    return derive("reset", address.canonical(), client);
  }

  /** A keyed name for what a message is sent to, whatever it is. */
  public String destinationIndex(Method channel, String destination) {
    return derive("destination", channel.name(), destination);
  }

  /** A name for an authenticator that was set up elsewhere, the same for the same secret. */
  public String importedTotpId(String userId, String secret) {
    return derive("totp-import", userId, secret);
  }

  /** Seals a number for an account. */
  public byte[] seal(String userId, PhoneNumber number) {
    return atRest.seal(number.e164().getBytes(UTF_8), AssociatedData.of("number", userId));
  }

  /**
   * Opens the number of an account.
   *
   * @throws IllegalStateException if it was sealed for another account or by a key that is gone
   */
  public PhoneNumber openNumber(String userId, byte[] box) {
    try {
      return new PhoneNumber(
          new String(atRest.open(box, AssociatedData.of("number", userId)), UTF_8));
    } catch (NotOpenedException e) {
      throw new IllegalStateException("The number of an account cannot be opened", e);
    }
  }

  /** Seals an address for an account. */
  public byte[] seal(String userId, EmailAddress address) {
    return atRest.seal(address.canonical().getBytes(UTF_8), AssociatedData.of("address", userId));
  }

  /**
   * Opens the address of an account.
   *
   * @throws IllegalStateException if it was sealed for another account or by a key that is gone
   */
  public EmailAddress open(String userId, byte[] box) {
    try {
      return new EmailAddress(
          new String(atRest.open(box, AssociatedData.of("address", userId)), UTF_8));
    } catch (NotOpenedException e) {
      throw new IllegalStateException("The address of an account cannot be opened", e);
    }
  }

  /**
   * Seals what the notification-service needs to send.
   *
   * @param destination an address or a number, as the channel takes it
   * @param belongsTo the challenge or event that it is for
   * @param device what the message says of where it was asked for; null where not known
   */
  public ByteBuffer sealForDelivery(
      Method channel,
      String destination,
      String belongsTo,
      String userId,
      String timeZone,
      @Nullable String device) {
    Destination content =
        Destination.newBuilder()
            .setAddress(destination)
            .setTimeZone(timeZone)
            .setDevice(device)
            .build();
    return sealForDelivery(channel, content, belongsTo, userId);
  }

  /** Seals all that the notification-service is told of a recipient. */
  ByteBuffer sealForDelivery(Method channel, Destination content, String belongsTo, String userId) {
    return ByteBuffer.wrap(
        delivery.seal(
            SingleObject.encode(Destination.getEncoder(), content),
            AssociatedData.of(belongsTo, userId, channel.name())));
  }

  /**
   * The salt of a registration's password hash: the same for the same address, unknown without the
   * key (ADR 3).
   */
  byte[] registrationSalt(EmailAddress address) {
    return index.deriveByOldest(
        AssociatedData.of("registration-salt", address.canonical()), SALT_BYTES);
  }

  /** What a registration is found by (ADR 3). */
  String registrationIndex(EmailAddress address, String passwordHash) {
    return derive("registration", address.canonical(), passwordHash);
  }

  /** A name for what lives for some hours at most; a rotation does not change it. */
  private String derive(String... parts) {
    return text(index.deriveByOldest(AssociatedData.of(parts), INDEX_BYTES));
  }

  private static String text(byte[] derived) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(derived);
  }
}
