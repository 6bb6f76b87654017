package org.twofold.gateway.login;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.ChallengeRequested;
import org.twofold.events.LoginAttempted;
import org.twofold.events.LoginSucceeded;
import org.twofold.events.Method;
import org.twofold.events.PasswordResult;
import org.twofold.events.Purpose;
import org.twofold.events.SessionEnd;
import org.twofold.events.SessionEnded;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.AddressBook;
import org.twofold.messaging.EventIds;

/** The events of a login: where Avro begins. */
@Component
class LoginEvents {

  private final Accounts accounts;
  private final AddressBook addresses;
  private final Clock clock;

  LoginEvents(Accounts accounts, AddressBook addresses, Clock clock) {
    this.accounts = accounts;
    this.addresses = addresses;
    this.clock = clock;
  }

  LoginAttempted refused(String loginId, @Nullable String userId) {
    return attempted(loginId, userId).setPassword(PasswordResult.WRONG).build();
  }

  LoginAttempted attempted(Login login, Account account) {
    LoginAttempted.Builder event =
        attempted(login.id(), account.id())
            .setOccurredAt(login.startedAt())
            .setPassword(PasswordResult.RIGHT)
            .setLocale(account.locale());
    if (login.challenge() instanceof SentChallenge challenge) {
      event
          .setMethod(challenge.method())
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
        .setPurpose(Purpose.LOGIN)
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

  LoginSucceeded succeeded(
      Login login, Account account, @Nullable Method method, AssuranceLevel aal, List<String> amr) {
    SentChallenge challenge = login.challenge();
    return LoginSucceeded.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(now())
        .setUserId(account.id())
        .setCorrelationId(login.id())
        .setAggregateId(login.id())
        .setSequence(0)
        .setMethod(method)
        .setAssuranceLevel(org.twofold.events.AssuranceLevel.valueOf(aal.name()))
        .setAmr(amr)
        .setChallengeId(method == null || challenge == null ? null : challenge.id())
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

  private LoginAttempted.Builder attempted(String loginId, @Nullable String userId) {
    return LoginAttempted.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(now())
        .setUserId(userId)
        .setCorrelationId(loginId)
        .setAggregateId(loginId)
        .setSequence(0);
  }

  private ByteBuffer destination(Login login, Account account, SentChallenge challenge) {
    return ByteBuffer.wrap(
        addresses.sealForDelivery(
            accounts.addressOf(account),
            challenge.id(),
            account.id(),
            account.timeZone(),
            login.device()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
