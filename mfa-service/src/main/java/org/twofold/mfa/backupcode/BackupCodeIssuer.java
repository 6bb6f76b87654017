package org.twofold.mfa.backupcode;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.mfa.lockout.CountedTry;
import org.twofold.mfa.lockout.FactorRef;
import org.twofold.mfa.lockout.Holdings;
import org.twofold.mfa.otp.Base32Text;
import reactor.core.publisher.Mono;

/** Makes a set of backup codes. They are told this once. */
@Component
class BackupCodeIssuer {

  private static final int CODES = 10;

  /** 80 bits. */
  private static final int BYTES = 10;

  private final CodeSets sets;
  private final Holdings holdings;
  private final CodeHash hash;
  private final BackupCodeSettings settings;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  BackupCodeIssuer(
      CodeSets sets, Holdings holdings, CodeHash hash, BackupCodeSettings settings, Clock clock) {
    this.sets = sets;
    this.holdings = holdings;
    this.hash = hash;
    this.settings = settings;
    this.clock = clock;
  }

  /** Issues; an empty Optional where that id stands already. */
  Mono<Optional<List<String>>> issue(String userId, String setId) {
    List<String> codes = Stream.generate(this::code).limit(CODES).toList();
    return CountedTry.answered(
        holdings
            .note(new FactorRef(userId, Method.BACKUP_CODE), setId)
            .flatMap(noted -> sets.insert(set(userId, setId, codes)))
            .map(inserted -> inserted ? Optional.of(codes) : Optional.empty()),
        settings.answerWithin());
  }

  private CodeSet set(String userId, String setId, List<String> codes) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new CodeSet(
        setId,
        userId,
        now,
        IntStream.range(0, codes.size())
            .mapToObj(slot -> CodeSet.Slot.open(hash.of(userId, setId, now, slot, codes.get(slot))))
            .toList());
  }

  private String code() {
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    return Base32Text.of(bits);
  }
}
