package org.twofold.mfa.backupcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.CodeAccepted;
import org.twofold.mfa.lockout.CodeEvents;
import org.twofold.mfa.lockout.LoginCheck;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.testing.FailingClosedContract;
import reactor.core.publisher.Mono;

class BackupCodeFailingClosedTest extends FailingClosedContract {

  private final BackupCodeVerifier verifier =
      new BackupCodeVerifier(
          mfa.bean(CodeSets.class),
          mfa.bean(CodeHash.class),
          mfa.bean(LoginCheck.class),
          mfa.bean(CodeEvents.class),
          new BackupCodeSettings(Duration.ofMillis(700)));

  @Override
  protected Mono<Verification> aRightCode() {
    Holder she = Holder.ofCodes(mfa);
    she.tries(she.newLogin(), Holder.WRONG);
    return checked(she, she.newLogin());
  }

  /**
   * The reads of the factor: empty is that of one without failures, and the count, guarded by what
   * was read, finds out.
   */
  @Override
  protected Set<Integer> mayBeEmpty() {
    // look, take, begin, take, look, count, find, consume, find, clear
    return Set.of(1, 5);
  }

  @Test
  @Tag("D2")
  void theLoginThatAFaultCutOffAfterItsCodeWasUsedGetsInWithTheSameCode() {
    for (int call = 9; call <= 10; call++) {
      Holder she = Holder.ofCodes(mfa);
      she.tries(she.newLogin(), Holder.WRONG);
      String login = she.newLogin();
      mfa.faults().atCall(call, ERROR);
      assertThat(answer(checked(she, login))).isNull();
      assertThat(mfa.faults().disarm()).isFalse();
      assertThat(she.stored().letIn(login)).isTrue();

      assertThat(answer(checked(she, login))).isEqualTo(new Verification.SlotAccepted(0, 9));
      assertThat(mfa.events("backup-code-sets", she.setId(), CodeAccepted.class)).hasSize(1);
    }
  }

  private Mono<Verification> checked(Holder she, String login) {
    return Mono.defer(() -> verifier.verify(she.login(login), she.setId(), she.codes().getFirst()));
  }
}
