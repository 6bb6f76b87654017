package org.twofold.mfa.totp;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.mfa.lockout.FactorRef;
import org.twofold.mfa.lockout.Holdings;
import org.twofold.mfa.otp.Base32Text;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes over authenticators that were proven elsewhere. One that stands is left as it is, so an
 * import may be repeated.
 */
@Component
class TotpImport {

  /** 80 bits, what many systems made; RFC 4226, section 4, R6, wants 128 of what is made now. */
  private static final int LEAST_BYTES = 10;

  /** The block of HMAC-SHA-1 and -256. */
  private static final int MOST_BYTES = 64;

  private final Authenticators authenticators;
  private final Holdings holdings;
  private final Secrets secrets;
  private final TotpSettings settings;

  TotpImport(
      Authenticators authenticators, Holdings holdings, Secrets secrets, TotpSettings settings) {
    this.authenticators = authenticators;
    this.holdings = holdings;
    this.secrets = secrets;
    this.settings = settings;
  }

  /**
   * An authenticator from elsewhere.
   *
   * @param secret in base32, as it was written down
   */
  record Imported(String userId, String totpId, String secret) {

    /** Nothing of the secret. */
    @Override
    public String toString() {
      return "Imported[" + totpId + "]";
    }
  }

  /** Imports all; the indexes of those that were refused. */
  Mono<List<Integer>> take(List<Imported> all) {
    return Flux.range(0, all.size())
        .concatMap(
            index -> take(all.get(index)).single().filter(taken -> !taken).map(refused -> index))
        .collectList();
  }

  private Mono<Boolean> take(Imported one) {
    Optional<String> secret = Base32Text.canonical(one.secret(), LEAST_BYTES, MOST_BYTES);
    return secret.isPresent() ? insert(one, secret.get()) : Mono.just(false);
  }

  private Mono<Boolean> insert(Imported one, String secret) {
    Authenticator active =
        Authenticator.imported(
            one.totpId(),
            one.userId(),
            secrets.seal(one.userId(), one.totpId(), secret),
            settings.parameters());
    return holdings
        .note(new FactorRef(one.userId(), Method.TOTP), one.totpId())
        .flatMap(noted -> authenticators.insert(active))
        .flatMap(inserted -> inserted ? Mono.just(true) : isOf(one));
  }

  /** Another user's stays that user's. */
  private Mono<Boolean> isOf(Imported one) {
    return authenticators.find(one.totpId()).map(found -> found.userId().equals(one.userId()));
  }
}
