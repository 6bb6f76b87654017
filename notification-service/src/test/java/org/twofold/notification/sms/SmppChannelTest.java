package org.twofold.notification.sms;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.twofold.notification.testing.Dispatches.loginCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twofold.events.Refusal;
import org.twofold.notification.channel.Receipt;
import org.twofold.notification.template.TextWriter;
import org.twofold.notification.testing.MessageCentre;
import org.twofold.notification.testing.MovingClock;

class SmppChannelTest {

  private static final String NUMBER = "+33612345678";

  @TempDir Path folder;

  private final MovingClock clock = new MovingClock();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final MessageCentre centre = new MessageCentre();
  private SmppChannel channel;

  @BeforeEach
  void open() throws IOException {
    channel = channel(centre.port(), "secret");
  }

  @AfterEach
  void close() {
    channel.close();
    centre.close();
  }

  @Test
  void handsTheCodeOverInOneSegmentThatABrowserUnderstands() {
    assertThat(send(NUMBER)).isEqualTo(new Receipt.Taken("smpp", "m1"));
    assertThat(centre.texts())
        .containsExactly(
            "493107 is your Twofold code to log in. It works for 5 minutes. Never tell it to"
                + " anyone.\n@login.example.com #493107");
    SubmitSm message = centre.submitted.getFirst();
    assertThat(message.getDestAddress()).isEqualTo("33612345678");
    assertThat(message.getDataCoding()).isZero();
    assertThat(message.getRegisteredDelivery()).isEqualTo((byte) 1);
  }

  @Test
  @Tag("F6")
  void tellsTheCentreUntilWhenToDeliverIt() {
    send(NUMBER);

    assertThat(centre.submitted.getFirst().getValidityPeriod()).isEqualTo("000000000500000R");
  }

  @Test
  @Tag("F6")
  void aCodeWhoseEndHasPassedIsNotSubmitted() {
    var dispatch = loginCode(NUMBER, clock.instant());
    clock.pass(Duration.ofMinutes(5));

    assertThat(channel.send(dispatch)).isEqualTo(new Receipt.Late("smpp"));
    assertThat(centre.submitted).isEmpty();
  }

  @Test
  void oneBindServesMany() {
    for (int i = 0; i < 5; i++) {
      send(NUMBER);
    }
    assertThat(centre.binds).hasSize(1);
    assertThat(centre.submitted).hasSize(5);
  }

  @Test
  void bindsAgainByTheNextMessageWhenTheConnectionIsLost() {
    send(NUMBER);
    centre.cutAll();

    await().atMost(10, SECONDS).until(() -> send(NUMBER) instanceof Receipt.Taken);
    assertThat(centre.binds).hasSize(2);
  }

  @Test
  void bindsAgainByItselfSoThatReceiptsGoOnComing() {
    send(NUMBER);
    centre.cutAll();

    await().atMost(15, SECONDS).until(() -> centre.binds.size() == 2);
  }

  @ParameterizedTest
  @CsvSource({
    SMPPConstant.STAT_ESME_RTHROTTLED + ",THROTTLED",
    SMPPConstant.STAT_ESME_RMSGQFUL + ",THROTTLED",
    SMPPConstant.STAT_ESME_RSYSERR + ",TRANSIENT",
    SMPPConstant.STAT_ESME_RX_T_APPN + ",TRANSIENT",
    SMPPConstant.STAT_ESME_RSUBMITFAIL + ",TRANSIENT",
    SMPPConstant.STAT_ESME_RUNKNOWNERR + ",TRANSIENT",
    SMPPConstant.STAT_ESME_RINVDSTADR + ",PERMANENT",
    SMPPConstant.STAT_ESME_RINVDSTTON + ",PERMANENT",
    SMPPConstant.STAT_ESME_RINVDCS + ",PERMANENT",
    SMPPConstant.STAT_ESME_RX_P_APPN + ",PERMANENT"
  })
  @Tag("H5")
  void classifiesWhatTheCentreSays(int status, Refusal why) {
    centre.answers(status);

    assertThat(send(NUMBER)).isEqualTo(new Receipt.Refused("smpp", why));
  }

  @Test
  @Tag("H5")
  void aCentreThatDoesNotAnswerMayBeLater() {
    centre.stalls(true);

    assertThat(send(NUMBER)).isEqualTo(new Receipt.Refused("smpp", Refusal.TRANSIENT));
  }

  @Test
  @Tag("H5")
  void aCentreThatIsNotThereOrLetsUsNotInMayBeLater() throws IOException {
    try (SmppChannel stranger = channel(centre.port(), "wrong")) {
      assertThat(stranger.send(loginCode(NUMBER, clock.instant())))
          .isEqualTo(new Receipt.Refused("smpp", Refusal.TRANSIENT));
    }
    centre.close();

    assertThat(send(NUMBER)).isEqualTo(new Receipt.Refused("smpp", Refusal.TRANSIENT));
  }

  @ParameterizedTest
  @CsvSource({"DELIVRD,true", "UNDELIV,false", "EXPIRED,false", "REJECTD,false", "DELETED,false"})
  void tellsWhatBecameOfAMessage(DeliveryReceiptState state, boolean delivered) {
    send(NUMBER);
    centre.tell("m1", state);

    await().atMost(5, SECONDS).until(() -> told.equals(List.of("smpp m1 " + delivered)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENROUTE", "ACCEPTD", "UNKNOWN"})
  void whatEndsNothingIsNotTold(DeliveryReceiptState state) {
    send(NUMBER);
    centre.tell("m1", state);
    centre.tell("m1", DeliveryReceiptState.DELIVRD);

    await().atMost(5, SECONDS).until(() -> told.equals(List.of("smpp m1 true")));
  }

  @Test
  @Tag("F5")
  void nothingButANumberReachesTheCentre() {
    Random random = new Random(20261124);
    List<String> hostile = List.of("\r", "\n", "\0", ";", ",", "+", " ", "\u0663", "x", "\u200b");
    for (int i = 0; i < 2_000; i++) {
      int at = random.nextInt(NUMBER.length() + 1);
      String number =
          NUMBER.substring(0, at)
              + hostile.get(random.nextInt(hostile.size()))
              + NUMBER.substring(at);

      assertThat(send(number)).isEqualTo(new Receipt.Refused("smpp", Refusal.PERMANENT));
    }
    assertThat(centre.binds).isEmpty();
  }

  @Test
  void aSecretFileThatCannotBeReadOrIsEmptyStopsTheStartWithASentence() throws IOException {
    assertThatThrownBy(() -> Secret.read(folder.resolve("absent"), "smpp"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("smpp", "absent", "cannot be read");
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    assertThatThrownBy(() -> Secret.read(empty, "smpp")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> channel(centre.port(), "longer than eight"))
        .hasMessageContaining("has more than the 8 characters that SMPP allows");
  }

  private Receipt send(String number) {
    return channel.send(loginCode(number, clock.instant()));
  }

  private SmppChannel channel(int port, String password) throws IOException {
    Path file = Files.writeString(folder.resolve(password), password + "\n");
    return new SmppChannel(
        SmppLink.to(
            new SmsSettings.Provider(
                "smpp",
                SmsSettings.Type.SMPP,
                "127.0.0.1",
                port,
                "twofold",
                file,
                "Twofold",
                null,
                null,
                null,
                null,
                Duration.ofSeconds(1)),
            (provider, reference, delivered) ->
                told.add(provider + " " + reference + " " + delivered)),
        new TextWriter("login.example.com"),
        clock);
  }
}
