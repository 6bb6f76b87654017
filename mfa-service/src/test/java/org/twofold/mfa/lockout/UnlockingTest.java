package org.twofold.mfa.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.FactorUnlocked;
import org.twofold.events.Key;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.testing.Api;
import org.twofold.mfa.testing.AtOnce;
import org.twofold.mfa.testing.MfaUnderTest;

@Tag("B5")
class UnlockingTest {

  private final MfaUnderTest mfa = MfaUnderTest.shared();
  private final Lockout lockout = mfa.bean(Lockout.class);
  private final Announcement announced = new Announcement(mfa);
  private final String userId = EventIds.next();
  private Instant lockedAt;

  @BeforeEach
  void aUserWithTwoLockedFactorsAndOneInADelay() {
    mfa.clock().set(SettableClock.NINE);
    fail(Method.SMS, 7);
    mfa.clock().set(SettableClock.NINE);
    fail(Method.EMAIL, 20);
    mfa.clock().set(SettableClock.NINE);
    fail(Method.TOTP, 20);
    lockedAt = mfa.clock().instant();
    mfa.clock().forward(Duration.ofHours(1));
  }

  @Test
  void aLoginByAnotherFactorOpensTheLockedOnesAndTellsTheirOwner() {
    Instant at = mfa.clock().instant();
    announced.loggedIn(userId, Method.BACKUP_CODE, Purpose.LOGIN, at);

    assertThat(state(Method.EMAIL)).isEqualTo(new Gate.Open());
    assertThat(state(Method.TOTP)).isEqualTo(new Gate.Open());
    FactorUnlocked unlocked = unlocked(Method.TOTP).getFirst();
    assertThat(unlocked.getKey()).isEqualTo(Key.OTHER_FACTOR);
    assertThat(unlocked.getMethod()).isEqualTo(Method.TOTP);
    assertThat(unlocked.getUserId()).isEqualTo(userId);
    assertThat(unlocked.getCorrelationId()).isEqualTo("login-" + userId);
    assertThat(unlocked.getCausationId()).isEqualTo("event-" + userId);
    fail(Method.TOTP, 5);
    assertThat(state(Method.TOTP)).isEqualTo(new Gate.Open());
  }

  @Test
  void aLoginOpensNotTheFactorItWasProvenBy() {
    announced.loggedIn(userId, Method.TOTP, Purpose.LOGIN, mfa.clock().instant());

    assertThat(state(Method.TOTP)).isEqualTo(new Gate.Closed(null));
    assertThat(state(Method.EMAIL)).isEqualTo(new Gate.Open());
  }

  @Test
  void aDelayIsNotShortened() {
    mfa.clock().set(SettableClock.NINE.plusSeconds(40));
    Gate before = state(Method.SMS);
    announced.loggedIn(userId, Method.BACKUP_CODE, Purpose.LOGIN, mfa.clock().instant());

    assertThat(before).isInstanceOf(Gate.Closed.class);
    assertThat(state(Method.SMS)).isEqualTo(before);
    assertThat(mfa.stored("factors", userId + ":SMS").getInteger("failures")).isEqualTo(7);
  }

  @Test
  void aPasswordAloneAndAReauthenticationOpenNothing() {
    announced.loggedIn(userId, null, Purpose.LOGIN, mfa.clock().instant());
    announced.loggedIn(userId, Method.BACKUP_CODE, Purpose.REAUTHENTICATION, mfa.clock().instant());

    assertThat(state(Method.EMAIL)).isEqualTo(new Gate.Closed(null));
  }

  @Test
  @Tag("H6")
  void anEventThatIsHeardTenTimesOpensOnceAndNothingThatWasLockedLater() {
    Instant at = mfa.clock().instant();
    for (int i = 0; i < 10; i++) {
      announced.loggedIn(userId, Method.BACKUP_CODE, Purpose.LOGIN, at);
    }
    assertThat(unlocked(Method.TOTP)).hasSize(1);
    mfa.clock().forward(Duration.ofHours(1));
    fail(Method.TOTP, 20);

    announced.loggedIn(userId, Method.BACKUP_CODE, Purpose.LOGIN, at);

    assertThat(state(Method.TOTP)).isEqualTo(new Gate.Closed(null));
    assertThat(unlocked(Method.TOTP)).hasSize(1);
  }

  @Test
  void aLockOfTheVeryMomentOfTheLoginStays() {
    announced.loggedIn(userId, Method.BACKUP_CODE, Purpose.LOGIN, lockedAt);

    assertThat(state(Method.TOTP)).isEqualTo(new Gate.Closed(null));
  }

  @Test
  void theGatewayIsToldWhichFactorsAreClosed() throws Exception {
    mfa.clock().set(SettableClock.NINE.plusSeconds(40));
    String path = "/users/" + userId + "/factors";

    assertThat(new Api(mfa).get(path).body())
        .isEqualTo(
            """
            {"factors":[{"method":"EMAIL","lockedUntil":null,"locked":true},{"method":"SMS","lockedUntil":"2026-11-24T09:01:30Z","locked":false},{"method":"TOTP","lockedUntil":null,"locked":true}]}""");
    mfa.clock().set(SettableClock.NINE.plusSeconds(90));
    assertThat(new Api(mfa).get(path).body()).doesNotContain("SMS");
    assertThat(new Api(mfa).get("/users/" + EventIds.next() + "/factors").body())
        .isEqualTo("{\"factors\":[]}");
    assertThat(new Api(mfa).get("/users/%24ne/factors").status()).isEqualTo(400);
  }

  @Test
  void aLinkOpensTheLockThatItTellsOfOnceAndNoLaterOne() throws Exception {
    assertThat(opens(Method.TOTP, lockedAt)).isEqualTo("{\"opened\":true}");
    assertThat(state(Method.TOTP)).isEqualTo(new Gate.Open());
    assertThat(state(Method.EMAIL)).isEqualTo(new Gate.Closed(null));
    assertThat(opens(Method.TOTP, lockedAt)).isEqualTo("{\"opened\":false}");
    fail(Method.TOTP, 20);

    assertThat(opens(Method.TOTP, lockedAt)).isEqualTo("{\"opened\":false}");
    assertThat(state(Method.TOTP)).isEqualTo(new Gate.Closed(null));
    assertThat(unlocked(Method.TOTP))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getKey()).isEqualTo(Key.MAILED_LINK);
              assertThat(event.getCorrelationId()).isEqualTo("link");
              assertThat(event.getNotAfter()).isNotNull();
            });
  }

  @Test
  void aLinkOpensOnceHoweverManyFollowIt() {
    Unlocking unlocking = mfa.bean(Unlocking.class);
    FactorRef factor = new FactorRef(userId, Method.TOTP);

    assertThat(
            AtOnce.won(n -> unlocking.unlock(factor, new Unlocking.MailedLink("link", lockedAt))))
        .isEqualTo(1);
    assertThat(unlocked(Method.TOTP)).hasSize(1);
  }

  @Test
  void aLinkShortensNoDelay() throws Exception {
    mfa.clock().set(SettableClock.NINE.plusSeconds(40));

    assertThat(opens(Method.SMS, mfa.clock().instant())).isEqualTo("{\"opened\":false}");
    assertThat(state(Method.SMS)).isInstanceOf(Gate.Closed.class);
  }

  @Test
  void anOpeningOfAnotherFormIsRefused() throws Exception {
    Api api = new Api(mfa);
    String path = "/users/" + userId + "/factors/";

    assertThat(api.post(path + "TOTP/opening", "{}").status()).isEqualTo(400);
    assertThat(api.post(path + "TOTP/opening", "{\"linkId\":\"$ne\",\"lockedBy\":0}").status())
        .isEqualTo(400);
    assertThat(
            api.post(
                    path + "PIGEON/opening",
                    "{\"linkId\":\"link\",\"lockedBy\":\"2026-11-24T09:00:00Z\"}")
                .status())
        .isEqualTo(400);
  }

  @Test
  @Tag("D5")
  void supportOpensALockAndIsNamedWithTheReason() throws Exception {
    assertThat(supportOpens(Method.TOTP)).isEqualTo("{\"opened\":true}");
    assertThat(state(Method.TOTP)).isEqualTo(new Gate.Open());
    assertThat(state(Method.EMAIL)).isEqualTo(new Gate.Closed(null));
    assertThat(supportOpens(Method.TOTP)).isEqualTo("{\"opened\":false}");

    assertThat(unlocked(Method.TOTP))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getKey()).isEqualTo(Key.OPERATOR);
              assertThat(event.getOperator()).isEqualTo("olga");
              assertThat(event.getReason()).isEqualTo("asked for by phone");
              assertThat(event.getCorrelationId()).isEqualTo("command");
            });
  }

  @Test
  @Tag("D5")
  void supportShortensNoDelayAndNamesItself() throws Exception {
    mfa.clock().set(SettableClock.NINE.plusSeconds(40));

    assertThat(supportOpens(Method.SMS)).isEqualTo("{\"opened\":false}");
    assertThat(state(Method.SMS)).isInstanceOf(Gate.Closed.class);
    assertThat(
            new Api(mfa)
                .post(
                    "/users/" + userId + "/factors/TOTP/unlocking",
                    "{\"commandId\":\"command\",\"operator\":\" \",\"reason\":\"x\"}")
                .status())
        .isEqualTo(400);
    assertThat(state(Method.TOTP)).isEqualTo(new Gate.Closed(null));
  }

  private String supportOpens(Method method) throws Exception {
    return new Api(mfa)
        .post(
            "/users/" + userId + "/factors/" + method + "/unlocking",
            "{\"commandId\":\"command\",\"operator\":\"olga\",\"reason\":\"asked for by phone\"}")
        .body();
  }

  private String opens(Method method, Instant lockedBy) throws Exception {
    return new Api(mfa)
        .post(
            "/users/" + userId + "/factors/" + method + "/opening",
            "{\"linkId\":\"link\",\"lockedBy\":\"" + lockedBy + "\"}")
        .body();
  }

  @Test
  @Tag("B9")
  void anUnknownStateIsNotAnOpenOne() throws Exception {
    mfa.faults().atCall(2, () -> reactor.core.publisher.Mono.error(new java.io.IOException()));

    assertThat(new Api(mfa).get("/users/" + userId + "/factors").status()).isEqualTo(503);
    mfa.faults().disarm();
  }

  private void fail(Method method, int times) {
    FactorRef factor = new FactorRef(userId, method);
    for (int i = 0; i < times; i++) {
      Gate.Counted counted = (Gate.Counted) lockout.enter(factor).block();
      lockout.fail(factor, counted, "login").block();
      if (counted.next() instanceof Instant next && i + 1 < times) {
        mfa.clock().set(next);
      }
    }
  }

  private Gate state(Method method) {
    return lockout.state(new FactorRef(userId, method)).block();
  }

  private List<FactorUnlocked> unlocked(Method method) {
    return mfa.events("factors", userId + ":" + method, FactorUnlocked.class);
  }
}
