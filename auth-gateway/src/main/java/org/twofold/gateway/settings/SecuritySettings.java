package org.twofold.gateway.settings;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.twofold.events.FactorToggled;
import org.twofold.events.Method;
import org.twofold.events.Recipient;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.AddressBook;
import org.twofold.gateway.login.Session;
import org.twofold.messaging.EventIds;
import reactor.core.publisher.Mono;

/**
 * Turns methods on and off: on the version that was read, by a fresh session, and told to the
 * account's address.
 */
@Component
public class SecuritySettings {

  private static final Duration NOTICE_LIFE = Duration.ofHours(24);

  private final Accounts accounts;
  private final AddressBook addresses;
  private final Clock clock;

  SecuritySettings(Accounts accounts, AddressBook addresses, Clock clock) {
    this.accounts = accounts;
    this.addresses = addresses;
    this.clock = clock;
  }

  /**
   * What is wanted.
   *
   * @param version of the settings that were read
   */
  public record Wish(long version, boolean email, boolean sms, boolean totp) {}

  /** What became of it. */
  public sealed interface Outcome {

    /** The settings stand as wished. */
    record Saved(Account account, boolean changed) implements Outcome {}

    /** Somebody changed them meanwhile. */
    record ChangedMeanwhile() implements Outcome {}

    /** A method must be set up first. */
    record NotSetUp(Method method) implements Outcome {}

    /** The session's authentication is too old for a change. */
    record ReauthenticationRequired() implements Outcome {}
  }

  /** Changes what differs. */
  public Mono<Outcome> change(Session session, Wish wish) {
    Account account = session.account();
    if (wish.version() != account.version()) {
      return Mono.just(new Outcome.ChangedMeanwhile());
    }
    if (wish.sms() || wish.totp()) {
      return Mono.just(new Outcome.NotSetUp(wish.sms() ? Method.SMS : Method.TOTP));
    }
    if (wish.email() == account.emailEnabled()) {
      return Mono.just(new Outcome.Saved(account, false));
    }
    return session.isFresh()
        ? toggle(session, wish.email())
        : Mono.just(new Outcome.ReauthenticationRequired());
  }

  private Mono<Outcome> toggle(Session session, boolean on) {
    Account account = session.account();
    return accounts
        .toggleEmail(account, on, session.id(), toggled(session, on))
        .flatMap(
            won ->
                won
                    ? accounts.find(account.id()).map(changed -> new Outcome.Saved(changed, true))
                    : Mono.just(new Outcome.ChangedMeanwhile()));
  }

  private FactorToggled toggled(Session session, boolean on) {
    Account account = session.account();
    String eventId = EventIds.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    byte[] destination =
        addresses.sealForDelivery(
            accounts.addressOf(account), eventId, account.id(), account.timeZone(), null);
    return FactorToggled.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(now)
        .setUserId(account.id())
        .setCorrelationId(session.id())
        .setAggregateId(account.id())
        .setSequence(0)
        .setMethod(Method.EMAIL)
        .setOn(on)
        .setNotAfter(now.plus(NOTICE_LIFE))
        .setRecipients(
            List.of(
                Recipient.newBuilder()
                    .setChannel(Method.EMAIL)
                    .setDestination(ByteBuffer.wrap(destination))
                    .setLocale(account.locale())
                    .build()))
        .build();
  }
}
