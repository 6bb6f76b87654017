package org.twofold.gateway.account;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.twofold.events.ChallengeRequested;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.gateway.password.PasswordVerifier;
import org.twofold.messaging.EventIds;
import reactor.core.publisher.Mono;

/**
 * Begins a registration, or sends again for the same one. A known address runs the same line: one
 * hash, the same reads, one write, one event (E4).
 */
@Component
public class SignUp {

  private final Accounts accounts;
  private final Registrations registrations;
  private final AddressBook addresses;
  private final PasswordVerifier passwords;
  private final ChallengeSettings challenges;
  private final Clock clock;

  SignUp(
      Accounts accounts,
      Registrations registrations,
      AddressBook addresses,
      PasswordVerifier passwords,
      ChallengeSettings challenges,
      Clock clock) {
    this.accounts = accounts;
    this.registrations = registrations;
    this.addresses = addresses;
    this.passwords = passwords;
    this.challenges = challenges;
    this.clock = clock;
  }

  /** Who wants an account. */
  public record Applicant(EmailAddress address, String password, String locale, String timeZone) {

    /** Nothing of the address and password. */
    @Override
    public String toString() {
      return "Applicant[•••]";
    }
  }

  /** What is answered, whoever the address belongs to. */
  public record Begun(String accountId, Instant expiresAt, Instant resendAt) {}

  /** Begins, or sends again if the pause is over. */
  public Mono<Begun> begin(Applicant applicant) {
    return passwords
        .hash(applicant.password(), addresses.registrationSalt(applicant.address()))
        .flatMap(
            hash ->
                accounts
                    .findByAddress(applicant.address())
                    .hasElement()
                    .flatMap(known -> insert(fresh(applicant, hash, known), applicant.address())));
  }

  private Mono<Begun> insert(Registration next, EmailAddress address) {
    return registrations
        .insert(next, request(next, address))
        .flatMap(
            inserted ->
                inserted
                    ? Mono.just(begun(next))
                    : registrations
                        .find(next.id())
                        .flatMap(standing -> goOn(standing, next, address)));
  }

  private Mono<Begun> goOn(Registration standing, Registration next, EmailAddress address) {
    Instant now = clock.instant();
    if (standing.done() || !standing.expiresAt().isAfter(now)) {
      return registrations.replace(standing, next, request(next, address)).then(current(next));
    }
    if (standing.resendAt().isAfter(now)) {
      return Mono.just(begun(standing));
    }
    ChallengeRequested again = request(standing, address, standing.sendNumber() + 1);
    return registrations
        .sendAgain(standing, challenges.resendPause(), again)
        .then(current(standing));
  }

  private Mono<Begun> current(Registration registration) {
    return registrations.find(registration.id()).map(SignUp::begun);
  }

  private Registration fresh(Applicant applicant, String hash, boolean known) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String accountId = EventIds.next();
    return new Registration(
        addresses.registrationIndex(applicant.address(), hash),
        accountId,
        addresses.seal(accountId, applicant.address()),
        hash,
        applicant.locale(),
        applicant.timeZone(),
        known ? Purpose.SIGN_UP_KNOWN : Purpose.SIGN_UP,
        EventIds.next(),
        1,
        now,
        now.plus(challenges.lifetime()),
        now.plus(challenges.resendPause()),
        false);
  }

  private ChallengeRequested request(Registration registration, EmailAddress address) {
    return request(registration, address, registration.sendNumber());
  }

  private ChallengeRequested request(
      Registration registration, EmailAddress address, int sendNumber) {
    return ChallengeRequested.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(clock.instant())
        .setUserId(registration.accountId())
        .setCorrelationId(registration.accountId())
        .setAggregateId(registration.id())
        .setSequence(0)
        .setPurpose(registration.purpose())
        .setMethod(Method.EMAIL)
        .setChallengeId(registration.challengeId())
        .setChallengeStartedAt(registration.startedAt())
        .setSendNumber(sendNumber)
        .setExpiresAt(registration.expiresAt())
        .setNotAfter(registration.expiresAt())
        .setLocale(registration.locale())
        .setDestination(
            addresses.sealForDelivery(
                Method.EMAIL,
                address.canonical(),
                registration.challengeId(),
                registration.accountId(),
                registration.timeZone(),
                null))
        .build();
  }

  private static Begun begun(Registration registration) {
    return new Begun(registration.accountId(), registration.expiresAt(), registration.resendAt());
  }
}
