package org.twofold.mfa.backupcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.CodeAccepted;
import org.twofold.events.CodeTried;
import org.twofold.events.Method;
import org.twofold.events.TryResult;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.testing.AtOnce;
import org.twofold.mfa.testing.MfaUnderTest;

class BackupCodeVerifierTest {

  private static final Verification EXHAUSTED = new Verification.Exhausted();

  private final MfaUnderTest mfa = MfaUnderTest.shared();
  private Holder she;

  @BeforeEach
  void aHolder() {
    mfa.clock().set(SettableClock.NINE);
    she = Holder.ofCodes(mfa);
  }

  @Test
  @Tag("A4")
  void aSetHasTenDifferentCodesOfEightyBits() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      Holder.ofCodes(mfa).codes().forEach(code -> assertThat(seen.add(code)).isTrue());
    }

    assertThat(seen).hasSize(1_000).allMatch(code -> code.matches("[A-Z2-7]{16}"));
  }

  @Test
  @Tag("D2")
  void eachCodeLetsOneLoginInAndWhatIsLeftIsSaid() {
    for (int slot = 0; slot < 10; slot++) {
      String login = she.newLogin();
      assertThat(she.tries(login, she.codes().get(slot)))
          .isEqualTo(new Verification.SlotAccepted(slot, 9 - slot));
      assertThat(she.tries(she.newLogin(), she.codes().get(slot))).isEqualTo(wrong(4));
    }

    assertThat(accepted())
        .extracting(CodeAccepted::getSlot)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(accepted())
        .allMatch(
            event ->
                event.getFactorId().equals(she.setId())
                    && event.getMethod() == Method.BACKUP_CODE
                    && event.getUserId().equals(she.userId()));
  }

  @Test
  @Tag("D2")
  void ofSixtyFourLoginsAtOnceWithTheSameCodeOneGetsIn() {
    for (int round = 0; round < 2; round++) {
      Holder race = Holder.ofCodes(mfa);
      String code = race.codes().get(round);
      List<Verification> answers =
          AtOnce.answers(64, n -> race.claim("login-" + n + race.setId(), code));

      assertThat(answers).filteredOn(Verification.Yes.class::isInstance).hasSize(1);
      assertThat(mfa.events("backup-code-sets", race.setId(), CodeAccepted.class)).hasSize(1);
    }
  }

  @Test
  @Tag("D2")
  void theLoginThatLostItsAnswerGetsItAgainFiveTimesAndNobodyElse() {
    String login = she.newLogin();
    String code = she.codes().getFirst();
    for (int i = 0; i < 4; i++) {
      she.tries(login, Holder.WRONG);
    }
    for (int i = 0; i < 6; i++) {
      assertThat(she.tries(login, code))
          .as("answer %d", i)
          .isEqualTo(new Verification.SlotAccepted(0, 9));
    }

    assertThat(she.tries(login, code)).isEqualTo(EXHAUSTED);
    assertThat(she.tries(she.newLogin(), code)).isEqualTo(wrong(4));
    assertThat(accepted()).hasSize(1);
  }

  @Test
  @Tag("D2")
  void aUsedCodeStaysUsedAfterARestart() {
    String login = she.newLogin();
    she.tries(login, she.codes().getFirst());
    MfaUnderTest restarted = mfa.another();
    try {
      Holder later = she.at(restarted);
      assertThat(later.tries(later.newLogin(), later.codes().getFirst())).isEqualTo(wrong(4));
      assertThat(later.tries(login, later.codes().getFirst()))
          .isEqualTo(new Verification.SlotAccepted(0, 9));
      assertThat(later.tries(later.newLogin(), later.codes().getLast()))
          .isEqualTo(new Verification.SlotAccepted(9, 8));
    } finally {
      restarted.stop();
    }
  }

  @Test
  @Tag("B4")
  void ofOneHundredWrongTriesAtOnceFiveAtMostAreEvaluatedInALogin() {
    for (int i = 0; i < 2; i++) {
      Holder race = Holder.ofCodes(mfa);
      String login = race.newLogin();
      long evaluated = AtOnce.evaluated(100, n -> race.claim(login, Holder.WRONG));

      assertThat(evaluated).isBetween(1L, 5L);
      assertThat(race.tries(login, race.codes().getFirst())).isEqualTo(EXHAUSTED);
      assertThat(mfa.events("tries", login + ":BACKUP_CODE", CodeTried.class))
          .filteredOn(event -> event.getResult() == TryResult.WRONG)
          .hasSize((int) evaluated)
          .allMatch(event -> event.getFactorId() == null && event.getAttempt() > 0);
    }
  }

  @Test
  @Tag("B5")
  void failuresInARowCountOverLoginsAndForNoOtherFactor() {
    String first = she.newLogin();
    for (int i = 0; i < 5; i++) {
      she.tries(first, Holder.WRONG);
    }
    String next = she.newLogin();
    she.tries(next, Holder.WRONG);

    assertThat(she.tries(next, she.codes().getFirst()))
        .isEqualTo(new Verification.Delayed(SettableClock.NINE.plusSeconds(30)));
    assertThat(mfa.has("factors", she.userId() + ":TOTP")).isFalse();
  }

  @Test
  @Tag("B7")
  @Tag("D2")
  void aHundredForeignCodesAndSetsAreWrongAndCounted() {
    for (int i = 0; i < 20; i++) {
      Holder he = Holder.ofCodes(mfa);
      for (String code : she.codes().subList(0, 3)) {
        assertThat(he.tries(he.newLogin(), code)).isEqualTo(wrong(4));
      }
      assertThat(he.claim(he.newLogin(), she.setId(), she.codes().getFirst()).block())
          .isEqualTo(wrong(4));
      assertThat(he.claim(he.newLogin(), EventIds.next(), he.codes().getFirst()).block())
          .isEqualTo(wrong(4));
      assertThat(mfa.stored("factors", he.userId() + ":BACKUP_CODE").getInteger("failures"))
          .isEqualTo(5);
    }
    assertThat(she.stored().remaining()).isEqualTo(10);
    assertThat(she.withNewCodes().tries(she.newLogin(), she.codes().getFirst()))
        .isEqualTo(wrong(4));
  }

  @Test
  @Tag("A4")
  void aCodeIsRightInItsOwnSlotOnly() {
    CodeHash hash = mfa.bean(CodeHash.class);
    CodeSet set = she.stored();
    List<CodeSet.Slot> turned =
        Stream.concat(set.slots().stream().skip(1), Stream.of(set.slots().getFirst())).toList();

    assertThat(hash.slotOf(set, she.codes().get(3))).hasValue(3);
    assertThat(
            hash.slotOf(
                new CodeSet(set.id(), set.userId(), set.issuedAt(), turned), she.codes().get(3)))
        .isEmpty();
  }

  @Test
  @Tag("A4")
  void nothingOfACodeIsInADumpInAnyForm() {
    List<Holder> all = Stream.generate(() -> Holder.ofCodes(mfa)).limit(100).toList();
    Holder one = all.getFirst();
    one.tries(one.newLogin(), one.codes().getFirst());
    String dump =
        Stream.of("backup-code-sets", "holdings", "tries", "factors")
            .map(mfa::dump)
            .reduce("", String::concat);

    assertThat(dump).contains(one.setId());
    for (Holder holder : all) {
      for (String code : holder.codes()) {
        assertThat(Forms.of(holder, code)).noneMatch(dump::contains);
      }
    }
  }

  @Test
  void anIdThatStandsIsNotIssuedAgain() {
    BackupCodeIssuer issuer = mfa.bean(BackupCodeIssuer.class);
    CodeSet before = she.stored();

    assertThat(issuer.issue(she.userId(), she.setId()).block()).isEmpty();
    assertThat(issuer.issue(EventIds.next(), she.setId()).block()).isEmpty();
    assertThat(she.stored()).isEqualTo(before);
  }

  private static Verification wrong(int left) {
    return new Verification.Wrong(left, null, false);
  }

  private List<CodeAccepted> accepted() {
    return mfa.events("backup-code-sets", she.setId(), CodeAccepted.class);
  }
}
