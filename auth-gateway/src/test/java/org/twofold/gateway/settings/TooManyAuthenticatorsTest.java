package org.twofold.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT;
import static org.twofold.gateway.testing.Subscriber.SECURITY;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.FactorChange;
import org.twofold.events.FactorChanged;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.Authenticator;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Api;
import org.twofold.gateway.testing.AtOnce;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.test.SettableClock;

/** No account has more authenticators than are compared for one code, and nobody is told wrong. */
@Tag("B4")
class TooManyAuthenticatorsTest {

  private static final String TOTP = SECURITY + "/totp";

  private final GatewayUnderTest gateway = GatewayUnderTest.onStandIn();
  private Subscriber she;
  private Api api;

  @BeforeEach
  void oneFewerThanThereCanBe() {
    gateway.clock().set(SettableClock.NINE);
    she = aSubscriber(gateway);
    api = she.api().with(she.logIn().session());
    List<Authenticator> nineteen =
        IntStream.range(1, TotpSetup.MOST)
            .mapToObj(i -> new Authenticator(EventIds.next(), "Phone " + i, SettableClock.NINE))
            .toList();
    gateway
        .bean(Accounts.class)
        .change(
            she.account().id(),
            account ->
                Optional.of(
                    new Accounts.Change(account.edit().authenticators(nineteen).done(), List.of())))
        .block();
  }

  @Test
  void theOneTooManyIsRefusedWithItsFieldNamed() {
    String first = begin(Map.of());
    String second = begin(Map.of());
    String third = begin(Map.of("replaces", she.account().authenticators().getFirst().totpId()));

    assertThat(confirm(first).status()).isEqualTo(200);
    Answer refused = confirm(second);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.field()).isEqualTo("replaces");
    assertThat(confirm(first).status()).isEqualTo(200);
    assertThat(confirm(third).status()).isEqualTo(200);
    assertThat(she.account().authenticators()).hasSize(TotpSetup.MOST);
  }

  @Test
  void ofManyConfirmedAtOnceOneStandsAndTheSecretsOfTheOthersAreDestroyed() throws Exception {
    Queue<String> begun = new ConcurrentLinkedQueue<>();
    AtOnce.sixtyFour(() -> begun.add(begin(Map.of())));

    List<Answer> answers = AtOnce.sixtyFour(() -> confirm(begun.remove()));

    assertThat(answers).extracting(Answer::status).containsOnly(200, 400);
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(she.account().authenticators()).hasSize(TotpSetup.MOST);
    List<FactorChanged> events =
        gateway.events("accounts", she.account().id(), FactorChanged.class);
    assertThat(events).filteredOn(event -> event.getChange() == FactorChange.ENROLLED).hasSize(1);
    assertThat(events)
        .filteredOn(event -> event.getChange() == FactorChange.REMOVED)
        .isNotEmpty()
        .noneMatch(
            event ->
                she.account().authenticators().stream()
                    .anyMatch(one -> one.totpId().equals(event.getFactorId())));
  }

  private String begin(Map<String, String> body) {
    return api.post(TOTP, body).text("totpId");
  }

  private Answer confirm(String totpId) {
    return api.post(TOTP + "/" + totpId + "/verification", Map.of("code", RIGHT));
  }
}
