package org.twofold.gateway.operator;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.twofold.gateway.mfa.Enrolments;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings the secrets of an import to the mfa-service, before the accounts that count on them. */
@Component
class ImportedSecrets {

  /** So many of the longest are below what the mfa-service takes at once. */
  private static final int AT_ONCE = 50;

  private final Enrolments enrolments;

  ImportedSecrets(Enrolments enrolments) {
    this.enrolments = enrolments;
  }

  /** Takes all; the ids of those authenticators that were refused. */
  Mono<Set<String>> take(List<Enrolments.Imported> secrets) {
    return Flux.fromIterable(secrets)
        .buffer(AT_ONCE)
        .flatMap(some -> enrolments.take(some).map(refused -> ids(some, refused)))
        .flatMapIterable(refused -> refused)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> ids(List<Enrolments.Imported> some, List<Integer> refused) {
    return refused.stream()
        .map(place -> some.get(place).totpId())
        .collect(Collectors.toUnmodifiableSet());
  }
}
