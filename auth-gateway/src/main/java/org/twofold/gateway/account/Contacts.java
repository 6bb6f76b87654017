package org.twofold.gateway.account;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.events.Recipient;

/** Where the owner of an account is written to: for codes, and for notices of a change (C3). */
@Component
public class Contacts {

  private final AddressBook addresses;

  Contacts(AddressBook addresses) {
    this.addresses = addresses;
  }

  /** Her address. */
  public EmailAddress address(Account account) {
    return addresses.open(account.id(), account.address());
  }

  /** Her proven number; null where there is none. */
  public @Nullable PhoneNumber number(Account account) {
    return account.phone() instanceof Phone phone
        ? addresses.openNumber(account.id(), phone.number())
        : null;
  }

  /**
   * What a code by that method is sent to.
   *
   * @throws IllegalStateException where the account has nothing for it
   */
  public String destination(Account account, Method method) {
    if (method == Method.EMAIL) {
      return address(account).canonical();
    }
    PhoneNumber number = method == Method.SMS ? number(account) : null;
    if (number == null) {
      throw new IllegalStateException("Nothing is sent by " + method);
    }
    return number.e164();
  }

  /** Where it goes, masked; null for a method that sends nothing. */
  public @Nullable String hint(Account account, Method method) {
    return switch (method) {
      case EMAIL -> address(account).hint();
      case SMS -> number(account) instanceof PhoneNumber number ? number.hint() : null;
      default -> null;
    };
  }

  /**
   * Everybody who is told of a change: the address and the number as they stand, and those that are
   * new.
   *
   * @param eventId of the event that tells
   * @param after what is new of them
   */
  public List<Recipient> recipients(Account before, Contact after, String eventId) {
    List<Recipient> all = new ArrayList<>();
    all.add(recipient(before, Method.EMAIL, address(before).canonical(), eventId));
    if (after.address() instanceof EmailAddress address && !address.equals(address(before))) {
      all.add(recipient(before, Method.EMAIL, address.canonical(), eventId));
    }
    PhoneNumber number = number(before);
    if (number != null) {
      all.add(recipient(before, Method.SMS, number.e164(), eventId));
    }
    if (after.number() instanceof PhoneNumber next && !next.equals(number)) {
      all.add(recipient(before, Method.SMS, next.e164(), eventId));
    }
    return all;
  }

  /** Everybody who is told of a change that touches no contact. */
  public List<Recipient> recipients(Account account, String eventId) {
    return recipients(account, Contact.NONE, eventId);
  }

  /**
   * What a change adds; null where it does not.
   *
   * @param address a new address
   * @param number a new number
   */
  public record Contact(@Nullable EmailAddress address, @Nullable PhoneNumber number) {
    /** Nothing is added. */
    public static final Contact NONE = new Contact(null, null);
  }

  private Recipient recipient(Account account, Method channel, String destination, String eventId) {
    return Recipient.newBuilder()
        .setChannel(channel)
        .setDestination(
            addresses.sealForDelivery(
                channel, destination, eventId, account.id(), account.timeZone(), null))
        .setLocale(account.locale())
        .build();
  }
}
