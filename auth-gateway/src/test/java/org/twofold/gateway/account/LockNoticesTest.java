package org.twofold.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.Subscriber.aSubscriberWithEmailVerification;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.Destination;
import org.twofold.events.FactorChange;
import org.twofold.events.FactorChanged;
import org.twofold.events.FactorLocked;
import org.twofold.events.FactorUnlocked;
import org.twofold.events.Key;
import org.twofold.events.Method;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.AtOnce;
import org.twofold.gateway.testing.Browser;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Letters;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.test.SettableClock;

/** A lock and its end are told, with a link that opens it after a day (B5). */
@Tag("B5")
class LockNoticesTest {

  private static final Duration DAY = Duration.ofHours(24);

  private final GatewayUnderTest gateway = GatewayUnderTest.shared();
  private Subscriber she;
  private String userId;

  @BeforeEach
  void aLockedMethod() {
    gateway.clock().set(SettableClock.NINE);
    she = aSubscriberWithEmailVerification(gateway);
    userId = she.account().id();
    gateway.bean(FactorLockListener.class).on(locked(1, null));
  }

  @Test
  @Tag("C3")
  void aLockIsToldWithALinkThatOpensIt() {
    assertThat(letter().getActionLink()).startsWith("http://localhost:8080/link/");
    assertThat(letter().getNotMeLink()).isNotEqualTo(letter().getActionLink());
  }

  @Test
  void aDelayIsToldNobody() {
    gateway.bean(FactorLockListener.class).on(locked(2, SettableClock.NINE.plusSeconds(30)));

    assertThat(told()).hasSize(1);
  }

  @Test
  void theLinkIsOfNoUseBeforeADay() {
    long asked = openings();
    gateway.clock().forward(DAY.minusMillis(1));

    assertThat(new Browser(gateway).get(link()).body()).contains("25 November 2026 at 09:00 UTC");
    assertThat(follow(link()).status()).isEqualTo(409);
    assertThat(openings()).isEqualTo(asked);
    gateway.clock().forward(Duration.ofMillis(1));
    assertThat(follow(link()).body()).contains("takes codes again");
  }

  @Test
  @Tag("D3")
  void theLinkOpensOnceHoweverManyFollowItAtOnce() throws Exception {
    gateway.clock().forward(DAY);
    String link = link();

    List<Answer> answers = AtOnce.sixtyFour(() -> follow(link));

    assertThat(answers)
        .filteredOn(answer -> answer.body().contains("takes codes again"))
        .hasSize(1);
    assertThat(answers).extracting(Answer::status).containsOnly(200, 410);
  }

  @Test
  void oneThatIsOpenAlreadyNeedsNoLink() {
    gateway.bean(FactorLockListener.class).on(unlocked());
    gateway.clock().forward(DAY);

    assertThat(follow(link()).status()).isEqualTo(410);
  }

  @Test
  @Tag("C3")
  void itsEndIsToldOnce() {
    FactorUnlocked end = unlocked();
    gateway.bean(FactorLockListener.class).on(end);
    gateway.bean(FactorLockListener.class).on(end);

    assertThat(told())
        .extracting(FactorChanged::getChange)
        .containsExactly(FactorChange.LOCKED, FactorChange.UNLOCKED);
  }

  @Test
  @Tag("B9")
  void withoutTheMfaServiceNothingIsSaidToBeOpen() {
    gateway.clock().forward(DAY);
    String link = link();
    gateway.mfa().goAway();
    try {
      assertThat(follow(link).status()).isEqualTo(503);
    } finally {
      gateway.mfa().mend();
    }
    assertThat(follow(link).status()).isEqualTo(200);
  }

  private long openings() {
    return gateway.mfa().questions().stream().filter(asked -> asked.has("linkId")).count();
  }

  private Answer follow(String link) {
    Browser browser = new Browser(gateway);
    browser.get("/login");
    return browser.submit(link, Map.of());
  }

  private String link() {
    return URI.create(letter().getActionLink()).getPath();
  }

  private Destination letter() {
    return Letters.of(gateway, told().getFirst(), Method.EMAIL).getFirst();
  }

  private List<FactorChanged> told() {
    return gateway.events("accounts", userId, FactorChanged.class);
  }

  private FactorLocked locked(long sequence, Instant until) {
    return FactorLocked.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(SettableClock.NINE)
        .setUserId(userId)
        .setCorrelationId("login")
        .setAggregateId(userId + ":EMAIL")
        .setSequence(sequence)
        .setMethod(Method.EMAIL)
        .setFailures(20)
        .setLockedUntil(until)
        .build();
  }

  private FactorUnlocked unlocked() {
    return FactorUnlocked.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(SettableClock.NINE)
        .setUserId(userId)
        .setCorrelationId("login")
        .setAggregateId(userId + ":EMAIL")
        .setSequence(9)
        .setMethod(Method.EMAIL)
        .setKey(Key.MAILED_LINK)
        .build();
  }
}
