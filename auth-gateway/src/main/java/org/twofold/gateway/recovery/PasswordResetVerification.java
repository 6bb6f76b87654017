package org.twofold.gateway.recovery;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.AccountEvents;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.AddressBook;
import org.twofold.gateway.account.Cause;
import org.twofold.gateway.account.PersonalKeys;
import org.twofold.gateway.client.Client;
import org.twofold.gateway.mfa.CodeCheck;
import org.twofold.gateway.mfa.MfaClient;
import org.twofold.gateway.mfa.Verification;
import org.twofold.gateway.password.PasswordVerifier;
import reactor.core.publisher.Mono;

/**
 * Sets a password anew by a code that was mailed. It never logs in and skips no second factor (D1).
 * The code is used up for this reset, so after a crash in between the same right code sets the
 * password; the account notes which reset did, so it does so once.
 */
@Component
public class PasswordResetVerification {

  private final Resets resets;
  private final Accounts accounts;
  private final AddressBook addresses;
  private final PersonalKeys personal;
  private final AccountEvents events;
  private final MfaClient mfa;
  private final PasswordVerifier passwords;
  private final Clock clock;

  PasswordResetVerification(
      Resets resets,
      Accounts accounts,
      AddressBook addresses,
      PersonalKeys personal,
      AccountEvents events,
      MfaClient mfa,
      PasswordVerifier passwords,
      Clock clock) {
    this.resets = resets;
    this.accounts = accounts;
    this.addresses = addresses;
    this.personal = personal;
    this.events = events;
    this.mfa = mfa;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * A code, and what it is to set.
   *
   * @param code canonical: 12 base32 characters
   * @param password one that {@link org.twofold.gateway.password.PasswordRule} found fine
   * @param client who asks
   */
  public record Attempt(String resetId, String code, String password, Client client) {

    /** Nothing of code and password. */
    @Override
    public String toString() {
      return "Attempt[" + resetId + "]";
    }
  }

  /**
   * Checks the code and sets the password; all sessions end.
   *
   * @return empty where there is no such reset; {@link Verification.Accepted} in the one answer
   *     that set it
   */
  public Mono<Verification> verify(Attempt attempt) {
    return resets
        .findByResetId(attempt.resetId())
        .flatMap(
            reset ->
                reset.isLive(clock.instant())
                    ? check(reset, attempt)
                    : Mono.just(new Verification.Expired()));
  }

  private Mono<Verification> check(Reset reset, Attempt attempt) {
    return mfa.verify(
            new CodeCheck(
                reset.challengeId(),
                reset.userId(),
                reset.resetId(),
                reset.purpose(),
                Method.EMAIL,
                attempt.code()))
        .flatMap(
            verification ->
                verification instanceof Verification.Accepted
                    ? set(reset, attempt)
                    : Mono.just(verification));
  }

  private Mono<Verification> set(Reset reset, Attempt attempt) {
    if (reset.purpose() != Purpose.PASSWORD_RESET) {
      return Mono.just(new Verification.Expired());
    }
    return passwords
        .hash(attempt.password())
        .flatMap(
            hash ->
                accounts.change(
                    reset.userId(), account -> put(account, reset, hash, attempt.client())))
        .flatMap(
            changed ->
                resets
                    .done(reset)
                    .onErrorReturn(false)
                    .thenReturn(
                        changed.done() ? new Verification.Accepted() : new Verification.Expired()));
  }

  /** Also where the index was rotated since she asked. */
  private boolean isStillHers(Reset reset, Account account) {
    return !account.isErased()
        && addresses
            .indexes(addresses.open(account.id(), account.address()))
            .contains(reset.addressIndex());
  }

  /** Nothing for a mailbox that is the account's no more. */
  private Optional<Accounts.Change> put(Account account, Reset reset, String hash, Client client) {
    if (reset.resetId().equals(account.recovery().lastReset()) || !isStillHers(reset, account)) {
      return Optional.empty();
    }
    return Optional.of(
        new Accounts.Change(
            account
                .edit()
                .password(hash)
                .recovery(account.recovery().resetBy(reset.resetId()))
                .endSessions(null)
                .done(),
            List.of(
                events.passwordReset(
                    account,
                    new Cause(
                        reset.resetId(),
                        client.device(),
                        personal.whereabouts(account, client))))));
  }
}
