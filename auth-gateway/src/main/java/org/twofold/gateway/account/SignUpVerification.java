package org.twofold.gateway.account;

import java.time.Clock;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.mfa.CodeCheck;
import org.twofold.gateway.mfa.MfaClient;
import org.twofold.gateway.mfa.Verification;
import reactor.core.publisher.Mono;

/**
 * Proves the address of a registration, which becomes the account. The code is consumed for this
 * registration, so after a crash in between the same right code makes the account; once it stands,
 * the registration is over.
 */
@Component
public class SignUpVerification {

  private final Registrations registrations;
  private final Accounts accounts;
  private final AddressBook addresses;
  private final MfaClient mfa;
  private final Clock clock;

  SignUpVerification(
      Registrations registrations,
      Accounts accounts,
      AddressBook addresses,
      MfaClient mfa,
      Clock clock) {
    this.registrations = registrations;
    this.accounts = accounts;
    this.addresses = addresses;
    this.mfa = mfa;
    this.clock = clock;
  }

  /**
   * Checks the code and makes the account.
   *
   * @return empty where there is no such registration; {@link Verification.Accepted} in the one
   *     answer that made it
   */
  public Mono<Verification> verify(String accountId, String code) {
    return registrations
        .findByAccountId(accountId)
        .flatMap(
            registration ->
                registration.done() || !registration.expiresAt().isAfter(clock.instant())
                    ? Mono.just(new Verification.Expired())
                    : check(registration, code));
  }

  private Mono<Verification> check(Registration registration, String code) {
    return mfa.verify(
            new CodeCheck(
                registration.challengeId(),
                registration.accountId(),
                registration.accountId(),
                registration.purpose(),
                Method.EMAIL,
                code))
        .flatMap(
            verification ->
                verification instanceof Verification.Accepted
                    ? create(registration)
                    : Mono.just(verification));
  }

  private Mono<Verification> create(Registration registration) {
    EmailAddress address = addresses.open(registration.accountId(), registration.address());
    Verification accepted = new Verification.Accepted();
    return accounts
        .create(registration, address)
        .then(Mono.defer(() -> registrations.done(registration)).onErrorReturn(false))
        .thenReturn(accepted)
        .onErrorResume(
            DuplicateKeyException.class,
            taken -> registrations.done(registration).thenReturn(new Verification.Expired()));
  }
}
