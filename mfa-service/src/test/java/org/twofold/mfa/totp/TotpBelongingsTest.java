package org.twofold.mfa.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.twofold.events.FactorChange;
import org.twofold.events.Method;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.lockout.Announcement;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.testing.MfaUnderTest;
import org.twofold.mfa.totp.Authenticator.State;

class TotpBelongingsTest {

  private final MfaUnderTest mfa = MfaUnderTest.shared();
  private final Announcement announced = new Announcement(mfa);
  private Subscriber she;

  @BeforeEach
  void aSubscriber() {
    mfa.clock().set(SettableClock.NINE);
    she = Subscriber.withTotp(mfa);
  }

  @Test
  @Tag("H6")
  void aRemovedOrReplacedAuthenticatorLosesItsSecretHoweverOftenThatIsHeard() {
    Subscriber tablet = she.withAnother();
    Subscriber he = Subscriber.withTotp(mfa);
    for (int i = 0; i < 10; i++) {
      announced.changed(she.userId(), Method.TOTP, she.totpId(), FactorChange.REPLACED);
      announced.changed(she.userId(), Method.TOTP, tablet.totpId(), FactorChange.REMOVED);
    }

    for (Subscriber gone : List.of(she, tablet)) {
      assertThat(gone.stored().state()).isEqualTo(State.DESTROYED);
      assertThat(mfa.stored("authenticators", gone.totpId())).doesNotContainKey("secret");
      assertThat(gone.tries(gone.newLogin(), gone.code())).isInstanceOf(Verification.Wrong.class);
    }
    assertThat(he.tries(he.newLogin(), he.code())).isEqualTo(he.yes(0));
  }

  @Test
  void otherChangesAndOthersChangesDestroyNothing() {
    Subscriber he = Subscriber.withTotp(mfa);
    for (FactorChange change : FactorChange.values()) {
      announced.changed(he.userId(), Method.TOTP, she.totpId(), change);
      announced.changed(she.userId(), Method.BACKUP_CODE, she.totpId(), change);
    }
    announced.changed(she.userId(), Method.TOTP, she.totpId(), FactorChange.ENROLLED);
    announced.changed(she.userId(), Method.TOTP, "unknown", FactorChange.REMOVED);

    assertThat(she.tries(she.newLogin(), she.code())).isEqualTo(she.yes(0));
  }

  @Test
  void aDestroyedAuthenticatorIsNotRevivedByAnImportOrANewSetUp() {
    announced.changed(she.userId(), Method.TOTP, she.totpId(), FactorChange.REMOVED);

    assertThat(
            mfa.bean(TotpImport.class)
                .take(List.of(new TotpImport.Imported(she.userId(), she.totpId(), she.secret())))
                .block())
        .as("refused")
        .containsExactly(0);
    assertThat(mfa.bean(Enrolment.class).enrol(she.userId(), she.totpId()).block()).isEmpty();
    assertThat(she.stored().state()).isEqualTo(State.DESTROYED);
  }

  @Test
  @Tag("G7")
  void everythingOfAnErasedUserGoesHoweverOftenThatIsHeard() {
    Subscriber tablet = she.withAnother();
    Subscriber he = Subscriber.withTotp(mfa);
    announced.changed(she.userId(), Method.TOTP, tablet.totpId(), FactorChange.REMOVED);
    she.tries(she.newLogin(), she.wrongCode());
    for (int i = 0; i < 10; i++) {
      announced.erased(she.userId());
    }

    assertThat(mfa.has("authenticators", she.totpId())).isFalse();
    assertThat(mfa.has("authenticators", tablet.totpId())).isFalse();
    assertThat(mfa.has("holdings", she.userId() + ":TOTP")).isFalse();
    assertThat(mfa.has("factors", she.userId() + ":TOTP")).isFalse();
    assertThat(he.tries(he.newLogin(), he.code())).isEqualTo(he.yes(0));
  }

  @Test
  @Tag("G7")
  @Tag("H3")
  void anErasedOneWhoseEventsWaitLosesItsSecretAtOnceAndGoesWithThem() {
    she.tries(she.newLogin(), she.code());
    announced.erased(she.userId());

    assertThat(mfa.stored("authenticators", she.totpId()))
        .doesNotContainKeys("secret", "lastLoginId")
        .containsKey("keepUntil");
    mfa.bean(ReactiveMongoTemplate.class)
        .updateFirst(
            Query.query(Criteria.where("_id").is(she.totpId())),
            new Update().unset("outboxSince"),
            "authenticators")
        .block();
    Subscriber again = she.withAnother();
    announced.erased(she.userId());
    assertThat(mfa.has("authenticators", again.totpId())).isFalse();
  }
}
