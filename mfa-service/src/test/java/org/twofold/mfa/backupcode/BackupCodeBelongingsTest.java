package org.twofold.mfa.backupcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.FactorChange;
import org.twofold.events.Method;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.lockout.Announcement;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.testing.MfaUnderTest;

class BackupCodeBelongingsTest {

  private final MfaUnderTest mfa = MfaUnderTest.shared();
  private final Announcement announced = new Announcement(mfa);
  private Holder she;

  @BeforeEach
  void aHolder() {
    mfa.clock().set(SettableClock.NINE);
    she = Holder.ofCodes(mfa);
  }

  @Test
  @Tag("D2")
  @Tag("H6")
  void newCodesDestroyTheOlderOnesHoweverOftenAndInWhichOrderThatIsHeard() {
    Holder second = she.withNewCodes();
    Holder third = she.withNewCodes();
    List<String> heard = new ArrayList<>();
    for (Holder set : List.of(she, second, third)) {
      heard.addAll(Collections.nCopies(10, set.setId()));
    }
    Collections.shuffle(heard, new Random(20261124));

    heard.forEach(this::issued);

    assertThat(she.stored().slots()).isEmpty();
    assertThat(second.stored().slots()).isEmpty();
    assertThat(she.tries(she.newLogin(), she.codes().getFirst()))
        .isInstanceOf(Verification.Wrong.class);
    assertThat(third.tries(third.newLogin(), third.codes().getFirst()))
        .isEqualTo(new Verification.SlotAccepted(0, 9));
  }

  @Test
  void bothSetsAreRightUntilTheGatewaySaysWhichCounts() {
    Holder second = she.withNewCodes();

    assertThat(she.tries(she.newLogin(), she.codes().getFirst()))
        .isInstanceOf(Verification.Yes.class);
    assertThat(second.tries(second.newLogin(), second.codes().getFirst()))
        .isInstanceOf(Verification.Yes.class);
  }

  @Test
  void otherChangesAndOthersSetsDestroyNothing() {
    Holder he = Holder.ofCodes(mfa);
    he.withNewCodes();
    announced.changed(he.userId(), Method.BACKUP_CODE, he.setId(), FactorChange.BACKUP_CODE_USED);
    announced.changed(he.userId(), Method.BACKUP_CODE, "unknown", FactorChange.BACKUP_CODES_ISSUED);
    announced.changed(
        he.userId(), Method.BACKUP_CODE, she.setId(), FactorChange.BACKUP_CODES_ISSUED);

    assertThat(he.stored().remaining()).isEqualTo(10);
    assertThat(she.stored().remaining()).isEqualTo(10);
  }

  @Test
  @Tag("G7")
  void everythingOfAnErasedUserGoesHoweverOftenThatIsHeard() {
    Holder second = she.withNewCodes();
    Holder he = Holder.ofCodes(mfa);
    second.tries(second.newLogin(), Holder.WRONG);
    for (int i = 0; i < 10; i++) {
      announced.erased(she.userId());
    }

    assertThat(mfa.has("backup-code-sets", she.setId())).isFalse();
    assertThat(mfa.has("backup-code-sets", second.setId())).isFalse();
    assertThat(mfa.has("holdings", she.userId() + ":BACKUP_CODE")).isFalse();
    assertThat(he.stored().remaining()).isEqualTo(10);
  }

  private void issued(String setId) {
    announced.changed(she.userId(), Method.BACKUP_CODE, setId, FactorChange.BACKUP_CODES_ISSUED);
  }
}
