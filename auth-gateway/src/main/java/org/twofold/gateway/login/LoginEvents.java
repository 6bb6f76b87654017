package org.twofold.gateway.login;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.twofold.events.ChallengeRequested;
import org.twofold.events.LoginAttempted;
import org.twofold.events.LoginSucceeded;
import org.twofold.events.PasswordResult;
import org.twofold.events.SessionEnd;
import org.twofold.events.SessionEnded;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.AddressBook;
import org.twofold.gateway.account.Contacts;
import org.twofold.messaging.EventIds;

/** The events of a login: where Avro begins. */
@Component
class LoginEvents {

  private final Contacts contacts;
  private final AddressBook addresses;
  private final Clock clock;

  LoginEvents(Contacts contacts, AddressBook addresses, Clock clock) {
    this.contacts = contacts;
    this.addresses = addresses;
    this.clock = clock;
  }

  LoginAttempted refused(Login login) {
    return attempted(login).setPassword(PasswordResult.WRONG).build();
  }

  /** The password was right; a code that is to be sent is asked for. */
  LoginAttempted attempted(Login login, Account account) {
    LoginAttempted.Builder event =
        attempted(login)
            .setPassword(PasswordResult.RIGHT)
            .setMethod(login.method())
            .setLocale(account.locale());
    if (login.challenge() instanceof SentChallenge challenge && challenge.sendNumber() > 0) {
      event
          .setChallengeId(challenge.id())
          .setSendNumber(challenge.sendNumber())
          .setExpiresAt(challenge.expiresAt())
          .setNotAfter(challenge.expiresAt())
          .setDestination(destination(login, account, challenge));
    }
    return event.build();
  }

  ChallengeRequested requested(Login login, Account account, SentChallenge challenge) {
    return ChallengeRequested.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(now())
        .setUserId(account.id())
        .setCorrelationId(login.id())
        .setAggregateId(login.id())
        .setSequence(0)
        .setClient(login.whereabouts().box())
        .setNetworkHash(login.whereabouts().networkHash())
        .setPurpose(login.purpose())
        .setMethod(challenge.method())
        .setChallengeId(challenge.id())
        .setChallengeStartedAt(challenge.startedAt())
        .setSendNumber(challenge.sendNumber())
        .setExpiresAt(challenge.expiresAt())
        .setNotAfter(challenge.expiresAt())
        .setLocale(account.locale())
        .setDestination(destination(login, account, challenge))
        .build();
  }

  /** All of her contacts are told where it came from a device that was not seen before. */
  LoginSucceeded succeeded(Login login, Account account, Proof proof) {
    SentChallenge challenge = proof.method() == null ? null : login.challengeOf(proof.method());
    String eventId = EventIds.next();
    LoginSucceeded.Builder event = LoginSucceeded.newBuilder();
    if (account.isNews(login.device())) {
      event
          .setRecipients(contacts.recipients(account, Contacts.Notice.of(eventId, login.device())))
          .setNotAfter(now().plus(Contacts.Notice.LIFE));
    }
    return event
        .setEventId(eventId)
        .setOccurredAt(now())
        .setUserId(account.id())
        .setCorrelationId(login.id())
        .setAggregateId(login.id())
        .setSequence(0)
        .setClient(login.whereabouts().box())
        .setNetworkHash(login.whereabouts().networkHash())
        .setPurpose(login.purpose())
        .setMethod(proof.method())
        .setAssuranceLevel(org.twofold.events.AssuranceLevel.valueOf(proof.aal().name()))
        .setAmr(proof.amr())
        .setChallengeId(challenge == null ? null : challenge.id())
        .setFactorId(proof.factorId())
        .setTimeStep(proof.timeStep())
        .setSlot(proof.slot())
        .build();
  }

  SessionEnded ended(String loginId, String userId, SessionEnd reason) {
    return SessionEnded.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(now())
        .setUserId(userId)
        .setCorrelationId(loginId)
        .setAggregateId(loginId)
        .setSequence(0)
        .setSessionId(loginId)
        .setReason(reason)
        .build();
  }

  private static LoginAttempted.Builder attempted(Login login) {
    return LoginAttempted.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(login.startedAt().truncatedTo(ChronoUnit.MILLIS))
        .setUserId(login.userId())
        .setCorrelationId(login.id())
        .setAggregateId(login.id())
        .setSequence(0)
        .setClient(login.whereabouts().box())
        .setNetworkHash(login.whereabouts().networkHash())
        .setPurpose(login.purpose());
  }

  private ByteBuffer destination(Login login, Account account, SentChallenge challenge) {
    return addresses.sealForDelivery(
        challenge.method(),
        contacts.destination(account, challenge.method()),
        challenge.id(),
        account.id(),
        account.timeZone(),
        login.device());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
