package org.twofold.mfa.backupcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.mfa.testing.AtOnce.won;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.CodeAccepted;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.lockout.CodeEvents;
import org.twofold.mfa.testing.MfaUnderTest;

/** What the sets of backup codes promise, on whichever database. */
abstract class CodeSetsContract {

  private final MfaUnderTest mfa = mfa();
  private final CodeSets sets = mfa.bean(CodeSets.class);
  private Holder she;
  private CodeSet set;

  abstract MfaUnderTest mfa();

  @BeforeEach
  void aSet() {
    mfa.clock().set(SettableClock.NINE);
    she = Holder.ofCodes(mfa);
    set = she.stored();
  }

  @Test
  void aSetIsReadAsItWasWritten() {
    CodeSet other = new CodeSet(EventIds.next(), she.userId(), set.issuedAt(), set.slots());
    sets.insert(other).block();

    assertThat(sets.find(other.id()).block()).isEqualTo(other);
    assertThat(sets.find("another").block()).isNull();
    assertThat(won(n -> sets.insert(other))).isZero();
  }

  @Test
  @Tag("D2")
  void sixtyFourLoginsAtOnceUseASlotOnceWithOneEvent() {
    assertThat(won(n -> sets.consume(set, 3, "login-" + n, accepted()))).isEqualTo(1);
    assertThat(mfa.events("backup-code-sets", set.id(), CodeAccepted.class)).hasSize(1);
    assertThat(she.stored().remaining()).isEqualTo(9);
  }

  @Test
  @Tag("D2")
  void eachOfTheSlotsIsUsedForItself() {
    for (int slot = 0; slot < 10; slot++) {
      assertThat(sets.consume(set, slot, "login", accepted()).block()).isTrue();
      assertThat(she.stored().remaining()).isEqualTo(9 - slot);
    }
    assertThat(she.stored().letIn("login")).isTrue();
    assertThat(she.stored().letIn("other")).isFalse();
  }

  @Test
  @Tag("D2")
  void onlyTheLoginThatUsedASlotRepeatsItAndFiveTimes() {
    assertThat(sets.repeat(set, 3, "login").block()).isFalse();
    sets.consume(set, 3, "login", accepted()).block();

    assertThat(sets.repeat(set, 3, "other").block()).isFalse();
    assertThat(sets.repeat(set, 4, "login").block()).isFalse();
    assertThat(won(n -> sets.repeat(set, 3, "login"))).isEqualTo(5);
  }

  @Test
  void aDestroyedSetLetsNobodyInAndKeepsItsId() {
    assertThat(sets.destroy("another", set.id()).block()).isFalse();
    assertThat(sets.destroy(she.userId(), set.id()).block()).isTrue();

    assertThat(sets.consume(set, 3, "login", accepted()).block()).isFalse();
    assertThat(she.stored().slots()).isEmpty();
    assertThat(sets.insert(set).block()).isFalse();
  }

  private Outgoing accepted() {
    return mfa.bean(CodeEvents.class)
        .acceptedSlot(she.login("login").subject(set.id()), set.id(), 3);
  }
}
