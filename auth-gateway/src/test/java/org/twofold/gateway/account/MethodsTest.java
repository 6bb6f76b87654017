package org.twofold.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twofold.events.Method;

class MethodsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
  private static final Lock LOCKED = new Lock(true, null, 3);

  @Test
  void whatLacksItsNumberOrSecretIsOff() {
    assertThat(account(null, Map.of(), null, List.of(), true, true, true).methods().on())
        .containsExactly(Method.EMAIL);
  }

  @Test
  void theLastUsedComesFirstUnlessItIsLocked() {
    Account account = all("TOTP", Map.of());
    assertThat(first(account)).isEqualTo(Method.TOTP);

    assertThat(first(all("TOTP", Map.of("TOTP", LOCKED)))).isEqualTo(Method.EMAIL);
    assertThat(first(all("TOTP", Map.of("TOTP", LOCKED, "EMAIL", LOCKED)))).isEqualTo(Method.SMS);
  }

  @Test
  void withAllLockedTheFirstThatIsOnIsAskedFor() {
    Map<String, Lock> all = Map.of("EMAIL", LOCKED, "SMS", LOCKED, "TOTP", LOCKED);

    assertThat(first(all("SMS", all))).isEqualTo(Method.EMAIL);
  }

  @Test
  void aDelayThatIsOverIsNoLock() {
    Lock over = new Lock(false, NOW, 1);
    Lock lasting = new Lock(false, NOW.plusMillis(1), 1);

    assertThat(all(null, Map.of("EMAIL", over)).methods().isClosed(Method.EMAIL, NOW)).isFalse();
    assertThat(all(null, Map.of("EMAIL", lasting)).methods().isClosed(Method.EMAIL, NOW)).isTrue();
  }

  @Test
  void backupCodesAreOfferedBesideAnotherMethodAndWhileThereAreAny() {
    assertThat(all(null, Map.of()).methods().offered())
        .containsExactly(Method.EMAIL, Method.SMS, Method.TOTP, Method.BACKUP_CODE);
    BackupCodes spent = new BackupCodes("s", NOW, List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    assertThat(account(null, Map.of(), spent, one(), true, true, true).methods().offered())
        .doesNotContain(Method.BACKUP_CODE);
    BackupCodes full = new BackupCodes("s", NOW, List.of());
    assertThat(account(null, Map.of(), full, one(), false, false, false).methods().offered())
        .isEmpty();
  }

  @Test
  void aChangeAsksForTheStrongestOnly() {
    assertThat(all(null, Map.of()).methods().ofHighestLevel())
        .containsExactly(Method.SMS, Method.TOTP, Method.BACKUP_CODE);
    assertThat(
            account(null, Map.of(), null, List.of(), true, false, false).methods().ofHighestLevel())
        .containsExactly(Method.EMAIL);
  }

  private static Method first(Account account) {
    Methods methods = account.methods();
    return methods.first(methods.offered(), NOW).orElseThrow();
  }

  private static List<Authenticator> one() {
    return List.of(new Authenticator("t", "Phone", NOW));
  }

  private static Account all(String last, Map<String, Lock> locks) {
    return account(last, locks, new BackupCodes("s", NOW, List.of(1)), one(), true, true, true);
  }

  private static Account account(
      String last,
      Map<String, Lock> locks,
      BackupCodes codes,
      List<Authenticator> authenticators,
      boolean email,
      boolean sms,
      boolean totp) {
    Phone phone = authenticators.isEmpty() ? null : new Phone(new byte[] {1}, NOW);
    return new Account(
        "u",
        "i",
        new byte[] {1},
        "h",
        "en",
        "UTC",
        email,
        phone,
        sms,
        authenticators,
        Map.of(),
        totp,
        codes,
        locks,
        last,
        1,
        0,
        null,
        Recovery.NONE,
        Map.of(),
        Support.NONE,
        null,
        NOW);
  }
}
