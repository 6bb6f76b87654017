package org.twofold.gateway.settings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.twofold.events.ChallengeRequested;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.AddressBook;
import org.twofold.gateway.account.ChallengeSettings;
import org.twofold.gateway.login.Session;
import org.twofold.gateway.mfa.CodeCheck;
import org.twofold.gateway.mfa.MfaClient;
import org.twofold.gateway.mfa.Verification;
import org.twofold.messaging.EventIds;
import reactor.core.publisher.Mono;

/**
 * Proves that a number or an address belongs to the owner of an account, by a code that is sent to
 * it (C4). It is no factor of hers before.
 */
@Component
class ContactProof {

  private final Setups setups;
  private final AddressBook addresses;
  private final MfaClient mfa;
  private final ChallengeSettings challenges;
  private final Clock clock;

  ContactProof(
      Setups setups,
      AddressBook addresses,
      MfaClient mfa,
      ChallengeSettings challenges,
      Clock clock) {
    this.setups = setups;
    this.addresses = addresses;
    this.mfa = mfa;
    this.challenges = challenges;
    this.clock = clock;
  }

  /** What is proven. */
  enum Kind {
    PHONE(Method.SMS, Purpose.PHONE_PROOF),
    ADDRESS(Method.EMAIL, Purpose.ADDRESS_PROOF);

    private final Method channel;
    private final Purpose purpose;

    Kind(Method channel, Purpose purpose) {
      this.channel = channel;
      this.purpose = purpose;
    }

    private String id(String userId) {
      return userId + ":" + name();
    }
  }

  /**
   * What is to be proven.
   *
   * @param destination what the code is sent to
   * @param box the same, sealed as the account keeps it
   * @param isSame whether a box holds the same
   */
  record Target(Kind kind, String destination, byte[] box, Predicate<byte[]> isSame) {

    /** Nothing of it. */
    @Override
    public String toString() {
      return "Target[" + kind + "]";
    }
  }

  /** Begins, or sends again under the same id if the pause is over. */
  Mono<SetupBegun> begin(Account account, Target target) {
    return setups
        .find(target.kind().id(account.id()))
        .singleOptional()
        .flatMap(found -> begin(account, target, found));
  }

  private Mono<SetupBegun> begin(Account account, Target target, Optional<Setup> found) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (found.isEmpty()) {
      Setup next = fresh(account, target, now);
      return setups.insert(next, request(account, target, next)).map(won -> begun(next, won));
    }
    Setup read = found.get();
    boolean isSame = read.isLive(now) && target.isSame().test(read.target());
    if (isSame && read.resendAt().isAfter(now)) {
      return Mono.just(new SetupBegun.TooSoon(Duration.between(now, read.resendAt())));
    }
    Setup next = isSame ? again(read, now) : fresh(account, target, now);
    return setups.replace(read, next, request(account, target, next)).map(won -> begun(next, won));
  }

  private SetupBegun begun(Setup setup, boolean won) {
    return won
        ? new SetupBegun.Begun(setup.setupId(), setup.expiresAt(), setup.resendAt())
        : new SetupBegun.TooSoon(challenges.resendPause());
  }

  private Setup fresh(Account account, Target target, Instant now) {
    return new Setup(
        target.kind().id(account.id()),
        EventIds.next(),
        account.id(),
        target.box(),
        EventIds.next(),
        1,
        now,
        now.plus(challenges.lifetime()),
        now.plus(challenges.resendPause()),
        false);
  }

  private Setup again(Setup read, Instant now) {
    return new Setup(
        read.id(),
        read.setupId(),
        read.userId(),
        read.target(),
        read.challengeId(),
        read.sendNumber() + 1,
        read.startedAt(),
        read.expiresAt(),
        now.plus(challenges.resendPause()),
        false);
  }

  private ChallengeRequested request(Account account, Target target, Setup setup) {
    Kind kind = target.kind();
    return ChallengeRequested.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .setUserId(account.id())
        .setCorrelationId(setup.setupId())
        .setAggregateId(setup.id())
        .setSequence(0)
        .setPurpose(kind.purpose)
        .setMethod(kind.channel)
        .setChallengeId(setup.challengeId())
        .setChallengeStartedAt(setup.startedAt())
        .setSendNumber(setup.sendNumber())
        .setExpiresAt(setup.expiresAt())
        .setNotAfter(setup.expiresAt())
        .setLocale(account.locale())
        .setDestination(
            addresses.sealForDelivery(
                kind.channel,
                target.destination(),
                setup.challengeId(),
                account.id(),
                account.timeZone(),
                null))
        .build();
  }

  /**
   * Checks a code and, if it is right, keeps what it proves.
   *
   * @param keep changes the account; what it fails with goes on to the caller
   */
  Mono<SetupProven> verify(
      Session session,
      Kind kind,
      String setupId,
      String code,
      Function<Setup, Mono<SetupProven>> keep) {
    return setups
        .find(kind.id(session.account().id()))
        .filter(setup -> setup.setupId().equals(setupId))
        .flatMap(
            setup ->
                setup.isLive(clock.instant())
                    ? check(setup, kind, code, keep)
                    : Mono.just(new SetupProven.Refused(new Verification.Expired())))
        .defaultIfEmpty(new SetupProven.Unknown());
  }

  private Mono<SetupProven> check(
      Setup setup, Kind kind, String code, Function<Setup, Mono<SetupProven>> keep) {
    return mfa.verify(
            new CodeCheck(
                setup.challengeId(),
                setup.userId(),
                setup.setupId(),
                kind.purpose,
                kind.channel,
                code))
        .flatMap(
            verification ->
                verification instanceof Verification.Accepted
                    ? keep.apply(setup).flatMap(proven -> setups.done(setup).thenReturn(proven))
                    : Mono.just(new SetupProven.Refused(verification)));
  }
}
