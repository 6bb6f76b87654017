package org.twofold.gateway.account;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.Destination;
import org.twofold.events.Method;
import org.twofold.events.Recipient;
import org.twofold.gateway.link.Link;
import org.twofold.gateway.link.Links;

/** Where the owner of an account is written to: for codes, and for notices of a change (C3). */
@Component
public class Contacts {

  private final AddressBook addresses;
  private final Links links;

  Contacts(AddressBook addresses, Links links) {
    this.addresses = addresses;
    this.links = links;
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
   * @param after what is new of them
   * @param notice what they are told beside what the event says
   */
  public List<Recipient> recipients(Account before, Contact after, Notice notice) {
    List<Recipient> all = new ArrayList<>();
    all.add(recipient(before, Method.EMAIL, address(before).canonical(), notice));
    if (after.address() instanceof EmailAddress address && !address.equals(address(before))) {
      all.add(recipient(before, Method.EMAIL, address.canonical(), notice));
    }
    PhoneNumber number = number(before);
    if (number != null) {
      all.add(recipient(before, Method.SMS, number.e164(), notice));
    }
    if (after.number() instanceof PhoneNumber next && !next.equals(number)) {
      all.add(recipient(before, Method.SMS, next.e164(), notice));
    }
    return all;
  }

  /** Everybody who is told of a change that touches no contact. */
  public List<Recipient> recipients(Account account, Notice notice) {
    return recipients(account, Contact.NONE, notice);
  }

  /**
   * What a notice says beside what its event does.
   *
   * @param eventId of the event that tells
   * @param device from which it was done; null where not known
   * @param isDeniable whether its reader can say that it was not her
   * @param action what she can do with it; null: nothing
   */
  public record Notice(
      String eventId, @Nullable String device, boolean isDeniable, @Nullable Link action) {

    /** How long it is of use; the change that it tells of never expires. */
    public static final Duration LIFE = Duration.ofHours(24);

    /** Of something that its reader may not have done. */
    public static Notice of(String eventId, @Nullable String device) {
      return new Notice(eventId, device, true, null);
    }
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

  private Recipient recipient(Account account, Method channel, String address, Notice notice) {
    Destination.Builder destination =
        Destination.newBuilder()
            .setAddress(address)
            .setTimeZone(account.timeZone())
            .setDevice(notice.device());
    if (channel == Method.EMAIL) {
      // a text message has no room
      destination
          .setNotMeLink(notice.isDeniable() ? links.url(links.notMe(account.id())) : null)
          .setActionLink(notice.action() == null ? null : links.url(notice.action()));
    }
    return Recipient.newBuilder()
        .setChannel(channel)
        .setDestination(
            addresses.sealForDelivery(channel, destination.build(), notice.eventId(), account.id()))
        .setLocale(account.locale())
        .build();
  }
}
