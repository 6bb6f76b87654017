package org.twofold.mfa.backupcode;

import java.util.OptionalInt;
import org.twofold.messaging.Outgoing;
import org.twofold.mfa.lockout.Attempt.Judgement;
import org.twofold.mfa.lockout.CodeEvents;
import org.twofold.mfa.lockout.LoginCheck;
import org.twofold.mfa.lockout.LoginTry;
import org.twofold.mfa.lockout.Verification;
import reactor.core.publisher.Mono;

/** A code that was typed for a set. No code is right for a set of another user, or for none. */
record TypedBackupCode(
    LoginTry login, String setId, String code, CodeSets sets, CodeHash hash, CodeEvents events)
    implements LoginCheck.Typed {

  @Override
  public Mono<Boolean> letIn() {
    return own().map(set -> set.letIn(login.loginId())).defaultIfEmpty(false);
  }

  @Override
  public Mono<Judgement> judge() {
    return own().flatMap(this::judge).defaultIfEmpty(new Judgement.Wrong());
  }

  private Mono<CodeSet> own() {
    return sets.find(setId).filter(set -> set.isOf(login.userId()));
  }

  private Mono<Judgement> judge(CodeSet set) {
    OptionalInt slot = hash.slotOf(set, code);
    return slot.isPresent() ? use(set, slot.getAsInt()).single() : Mono.just(new Judgement.Wrong());
  }

  /** By this try, or by another of the same login. */
  private Mono<Judgement> use(CodeSet set, int slot) {
    return sets.consume(set, slot, login.loginId(), accepted(slot))
        .flatMap(won -> won ? Mono.just(true) : sets.repeat(set, slot, login.loginId()))
        .flatMap(mine -> mine ? right(slot) : Mono.just(new Judgement.Wrong()));
  }

  /** What is read here only says how many are left. */
  private Mono<Judgement> right(int slot) {
    return sets.find(setId)
        .map(set -> new Judgement.Right(new Verification.SlotAccepted(slot, set.remaining())));
  }

  private Outgoing accepted(int slot) {
    return events.acceptedSlot(login.subject(setId), setId, slot);
  }

  /** Nothing of the code. */
  @Override
  public String toString() {
    return "TypedBackupCode[" + login.loginId() + "]";
  }
}
