package org.twofold.mfa.totp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.mfa.lockout.FactorRef;
import org.twofold.mfa.lockout.Holdings;
import org.twofold.mfa.otp.Base32Text;
import reactor.core.publisher.Mono;

/**
 * Takes over authenticators that were proven elsewhere. One that stands is left as it is, so an
 * import may be repeated; one that was destroyed is refused, for nothing revives it.
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

  /** One that can be taken, at its place among all. */
  private record Valid(int place, Authenticator authenticator) {}

  /**
   * Imports all, in as many commands whatever their number; the indexes of those that were refused.
   */
  Mono<List<Integer>> take(List<Imported> all) {
    List<Integer> refused = new ArrayList<>();
    List<Valid> valid = new ArrayList<>();
    for (int place = 0; place < all.size(); place++) {
      Imported one = all.get(place);
      Optional<String> secret = Base32Text.canonical(one.secret(), LEAST_BYTES, MOST_BYTES);
      if (secret.isPresent()) {
        valid.add(new Valid(place, active(one, secret.get())));
      } else {
        refused.add(place);
      }
    }
    return valid.isEmpty()
        ? Mono.just(refused)
        : insert(valid)
            .map(others -> Stream.concat(refused.stream(), others.stream()).sorted().toList());
  }

  private Authenticator active(Imported one, String secret) {
    return Authenticator.imported(
        one.totpId(),
        one.userId(),
        secrets.seal(one.userId(), one.totpId(), secret),
        settings.parameters());
  }

  private Mono<List<Integer>> insert(List<Valid> valid) {
    List<Authenticator> fresh = valid.stream().map(Valid::authenticator).toList();
    return holdings
        .noteAll(
            fresh.stream()
                .map(one -> new Holdings.Note(new FactorRef(one.userId(), Method.TOTP), one.id()))
                .toList())
        .then(authenticators.insertAll(fresh))
        .flatMapIterable(taken -> taken)
        .map(valid::get)
        .filterWhen(this::isOfAnother)
        .map(Valid::place)
        .collectList();
  }

  /** Another user's stays that user's, and what was destroyed stays so. */
  private Mono<Boolean> isOfAnother(Valid one) {
    return authenticators
        .find(one.authenticator().id())
        .map(found -> !found.isActiveOf(one.authenticator().userId()))
        .defaultIfEmpty(true);
  }
}
