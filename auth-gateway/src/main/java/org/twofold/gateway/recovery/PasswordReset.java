package org.twofold.gateway.recovery;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.events.Purpose;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.AddressBook;
import org.twofold.gateway.account.ChallengeSettings;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.client.Client;
import org.twofold.messaging.EventIds;
import reactor.core.publisher.Mono;

/**
 * Begins to set a password anew, or sends the code again. An unknown address runs the same line:
 * the same reads, one write, one event, for which nothing is sent (E4).
 */
@Component
public class PasswordReset {

  private final Accounts accounts;
  private final Resets resets;
  private final RecoveryEvents events;
  private final AddressBook addresses;
  private final ChallengeSettings challenges;
  private final Clock clock;

  PasswordReset(
      Accounts accounts,
      Resets resets,
      RecoveryEvents events,
      AddressBook addresses,
      ChallengeSettings challenges,
      Clock clock) {
    this.accounts = accounts;
    this.resets = resets;
    this.events = events;
    this.addresses = addresses;
    this.challenges = challenges;
    this.clock = clock;
  }

  /**
   * Who asks.
   *
   * @param client from where: others who ask for the same address spend none of her tries (ADR 16)
   * @param locale of the message where the address has no account
   */
  public record Asker(EmailAddress address, Client client, String locale) {

    /** Nothing of the address. */
    @Override
    public String toString() {
      return "Asker[•••]";
    }
  }

  /** What is answered, whoever the address belongs to. */
  public record Begun(String id, Instant expiresAt, Instant resendAt) {}

  /** Begins, or sends again under the same id if the pause is over; never empty. */
  public Mono<Begun> begin(Asker asker) {
    return accounts
        .findByAddress(asker.address())
        .singleOptional()
        .flatMap(account -> insert(fresh(asker, account), asker));
  }

  private Mono<Begun> insert(Reset next, Asker asker) {
    return resets
        .insert(next, events.requested(next, asker))
        .flatMap(
            inserted ->
                inserted
                    ? Mono.just(begun(next))
                    : resets.find(next.id()).flatMap(standing -> goOn(standing, next, asker)));
  }

  private Mono<Begun> goOn(Reset standing, Reset next, Asker asker) {
    Instant now = now();
    boolean isLive = standing.isLive(now);
    if (isLive && standing.resendAt().isAfter(now)) {
      return Mono.just(begun(standing));
    }
    Reset after = isLive ? standing.sentAgain(now, challenges.resendPause()) : next;
    return resets
        .replace(standing, after, events.requested(after, asker))
        .then(resets.find(standing.id()))
        .map(PasswordReset::begun);
  }

  private Reset fresh(Asker asker, Optional<Account> account) {
    Instant now = now();
    String resetId = EventIds.next();
    return new Reset(
        addresses.resetIndex(asker.address(), asker.client().addressText()),
        resetId,
        account.map(Account::id).orElseGet(EventIds::next),
        addresses.index(asker.address()),
        account.isPresent() ? Purpose.PASSWORD_RESET : Purpose.PASSWORD_RESET_UNKNOWN,
        account.map(Account::locale).orElse(asker.locale()),
        account.map(Account::timeZone).orElse("UTC"),
        EventIds.next(),
        1,
        now,
        now.plus(challenges.lifetime()),
        now.plus(challenges.resendPause()),
        false);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Begun begun(Reset reset) {
    return new Begun(reset.resetId(), reset.expiresAt(), reset.resendAt());
  }
}
