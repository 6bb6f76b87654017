package org.twofold.gateway.account;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.FactorToggled;
import org.twofold.events.LoginAttempted;
import org.twofold.events.LoginSucceeded;
import org.twofold.events.PasswordResult;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.DataKeys;
import org.twofold.keys.Keys;
import org.twofold.keys.NotOpenedException;

/** What the events say of where somebody acted, and who can read it. */
class WhereaboutsTest {

  private final GatewayUnderTest gateway = GatewayUnderTest.onStandIn();
  private final DataKeys keys =
      new Keys(gateway.ground().keys(), gateway.clock()).dataKeys("personal-aead");
  private final Subscriber she = Subscriber.aSubscriber(gateway);

  @Test
  @Tag("G1")
  void everyEventOfHersSaysFromWhereUnderHerOwnKeyAndItsNetworkHashed() throws Exception {
    Answer login = she.logIn();
    she.turnsEmailVerification(true, login.session());
    Account account = she.account();
    LoginSucceeded succeeded = event(login, LoginSucceeded.class);
    FactorToggled toggled =
        gateway.events("accounts", account.id(), FactorToggled.class).getFirst();

    for (ByteBuffer box : new ByteBuffer[] {succeeded.getClient(), toggled.getClient()}) {
      assertThat(opened(account, requireNonNull(account.dataKey()), box)).contains("127.0.0.1");
    }
    assertThat(succeeded.getNetworkHash())
        .isEqualTo(toggled.getNetworkHash())
        .matches("[A-Za-z0-9_-]{22}");
    assertThat(String.valueOf(gateway.stored("logins", login.text("loginId"))))
        .doesNotContain("127.0.0.1");
  }

  @Test
  void aWrongPasswordIsFoundByItsNetworkAlsoWhereNobodyHasThatAddress() {
    Subscriber nobody = Subscriber.aStranger(gateway);
    nobody.logIn();
    she.logIn("not the password of hers");

    assertThat(
            gateway.stored("logins").stream()
                .flatMap(
                    login ->
                        gateway
                            .events("logins", login.getString("_id"), LoginAttempted.class)
                            .stream())
                .filter(event -> event.getPassword() == PasswordResult.WRONG))
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event.getNetworkHash()).isNotNull())
        .allSatisfy(
            event -> assertThat(event.getClient() == null).isEqualTo(event.getUserId() == null));
  }

  @Test
  @Tag("G7")
  void nothingOpensItOnceSheIsErased() {
    Answer login = she.logIn();
    Account before = she.account();
    ByteBuffer box = event(login, LoginSucceeded.class).getClient();

    assertThat(she.api().with(login.session()).delete("/api/v1/account").status()).isEqualTo(204);

    Account erased = requireNonNull(gateway.bean(Accounts.class).find(before.id()).block());
    assertThat(erased.dataKey()).isNull();
    assertThat(gateway.stored("accounts", before.id()).get("dataKey")).isNull();
    assertThatThrownBy(
            () ->
                opened(
                    before,
                    requireNonNull(Subscriber.aSubscriber(gateway).account().dataKey()),
                    box))
        .isInstanceOf(NotOpenedException.class);
  }

  private <T extends org.apache.avro.specific.SpecificRecord> T event(Answer login, Class<T> type) {
    return gateway.events("logins", login.text("loginId"), type).getFirst();
  }

  private String opened(Account account, byte[] key, ByteBuffer box) throws NotOpenedException {
    byte[] bytes = new byte[box.remaining()];
    box.duplicate().get(bytes);
    return new String(
        keys.open(
            key,
            AssociatedData.of("data-key", account.id()),
            bytes,
            AssociatedData.of("client", account.id())),
        java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
