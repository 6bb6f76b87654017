package org.twofold.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.notification.testing.Dispatches.loginCode;

import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twofold.events.Refusal;
import org.twofold.notification.channel.Receipt;
import org.twofold.notification.template.MailWriter;
import org.twofold.notification.testing.MovingClock;
import org.twofold.notification.testing.ScriptedSmtp;

class SmtpChannelTest {

  private static final String ADA = "ada@example.com";

  private final MovingClock clock = new MovingClock();
  private final ScriptedSmtp smtp = new ScriptedSmtp();
  private final SmtpChannel channel = channel(smtp.port());

  @AfterEach
  void close() {
    channel.close();
    smtp.close();
  }

  @Test
  void handsTheCodeOver() {
    assertThat(send(ADA)).isEqualTo(new Receipt.Taken("smtp", null));
    assertThat(smtp.messages)
        .singleElement()
        .asString()
        .contains("Subject: 493107 is your Twofold code", "Message-ID: <challenge.1@localhost>")
        .contains("Auto-Submitted: auto-generated", "Date: Tue, 24 Nov 2026")
        .contains("X-Auto-Response-Suppress: All")
        .contains("Asked for on 24 November 2026 at 10:00 (Europe/Paris) from Firefox on Linux.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GREETING|554 no service here|TRANSIENT",
        "GREETING|521 does not accept mail|TRANSIENT",
        "GREETING|421 4.7.0 too many connections|THROTTLED",
        "GREETING|421 busy|TRANSIENT",
        "GREETING|STALL|TRANSIENT",
        "GREETING|CUT|TRANSIENT",
        "EHLO|CUT|TRANSIENT",
        "MAIL|550 5.1.8 bad sender|TRANSIENT",
        "MAIL|554 5.7.1 not from you|TRANSIENT",
        "MAIL|530 5.7.0 log in first|TRANSIENT",
        "MAIL|552 too big|PERMANENT",
        "MAIL|451 later|TRANSIENT",
        "MAIL|421 4.7.0 too many connections|THROTTLED",
        "MAIL|421 shutting down|TRANSIENT",
        "MAIL|CUT|TRANSIENT",
        "MAIL|STALL|TRANSIENT",
        "RCPT|550 5.1.1 nobody|PERMANENT",
        "RCPT|530 5.7.0 log in first|TRANSIENT",
        "RCPT|554 5.7.1 relay denied|PERMANENT",
        "RCPT|450 4.2.1 busy mailbox|TRANSIENT",
        "RCPT|450 4.7.1 slow down|THROTTLED",
        "RCPT|451 4.7.500 too much|THROTTLED",
        "RCPT|452 4.7.0 rate|THROTTLED",
        "RCPT|442 odd|TRANSIENT",
        "RCPT|CUT|TRANSIENT",
        "RCPT|STALL|TRANSIENT",
        "DATA|554 no|PERMANENT",
        "DATA|451 later|TRANSIENT",
        "DATA|CUT|TRANSIENT",
        "DATA|STALL|TRANSIENT",
        "END|550 5.7.1 spam|PERMANENT",
        "END|452 4.3.1 full|TRANSIENT",
        "END|CUT|TRANSIENT",
        "END|STALL|TRANSIENT"
      })
  @Tag("H5")
  void classifiesWhatTheServerSaysAtEachStep(String step, String reply, Refusal why) {
    smtp.says(step, reply);

    assertThat(send(ADA)).isEqualTo(new Receipt.Refused("smtp", why));
  }

  @Test
  void aServerThatIsNotThereMayBeLater() {
    smtp.close();

    assertThat(send(ADA)).isEqualTo(new Receipt.Refused("smtp", Refusal.TRANSIENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ada", "@example.com", "ada@", "a b@example.com", "ada@-x-.com"})
  void whatIsNoAddressIsRefusedForGood(String address) {
    assertThat(send(address)).isEqualTo(new Receipt.Refused("smtp", Refusal.PERMANENT));
    assertThat(smtp.connections).hasValue(0);
  }

  @Test
  @Tag("F5")
  void nothingThatCouldBeginALineReachesTheServer() {
    Random random = new Random(20261124);
    List<String> breaks =
        List.of("\r\n", "\r", "\n", "\0", "\u0085", "\u2028", "\u2029", "\u000b", "\t\r\n ");
    List<String> payloads =
        List.of("Bcc: eve@example.com", "RCPT TO:<eve@example.com>", ".", "DATA", "\r\n\r\nx");
    for (int i = 0; i < 2_000; i++) {
      int at = random.nextInt(ADA.length() + 1);
      String hostile =
          ADA.substring(0, at)
              + breaks.get(random.nextInt(breaks.size()))
              + payloads.get(random.nextInt(payloads.size()))
              + ADA.substring(at);

      assertThat(send(hostile)).isEqualTo(new Receipt.Refused("smtp", Refusal.PERMANENT));
    }
    assertThat(smtp.connections).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com,eve@example.com",
        "ada@example.com>, <eve@example.com",
        "Eve <eve@example.com>",
        "group:eve@example.com;"
      })
  @Tag("F5")
  void oneAddressIsOneRecipient(String hostile) {
    assertThat(send(hostile)).isEqualTo(new Receipt.Refused("smtp", Refusal.PERMANENT));
    assertThat(smtp.connections).hasValue(0);
  }

  @Test
  void aDomainThatIsNotAsciiIsWrittenInAscii() {
    assertThat(send("ada@bücher.example")).isInstanceOf(Receipt.Taken.class);
    assertThat(smtp.commands)
        .anyMatch(line -> line.startsWith("RCPT TO:<ada@xn--bcher-kva.example>"));
  }

  @Test
  void anAddressThatIsNotAsciiGoesToAServerThatTakesSuch() {
    smtp.says("EHLO", "250-here\r\n250 SMTPUTF8");

    assertThat(send("zoë@example.com")).isInstanceOf(Receipt.Taken.class);
    assertThat(smtp.commands)
        .anyMatch(line -> line.startsWith("MAIL FROM:") && line.contains("SMTPUTF8"))
        .anyMatch(line -> line.startsWith("RCPT TO:<zoë@example.com>"));
    assertThat(smtp.messages).singleElement().asString().contains("To: zoë@example.com");
  }

  @Test
  void anAddressThatIsNotAsciiIsRefusedWhereTheServerTakesNone() {
    assertThat(send("zoë@example.com"))
        .isEqualTo(new Receipt.Refused("smtp", Refusal.ADDRESS_NOT_ASCII));
    assertThat(smtp.messages).isEmpty();
  }

  @Test
  void oneConnectionServesManyAndIsAskedOnlyAfterIdleTime() {
    for (int i = 0; i < 5; i++) {
      send(ADA);
    }
    assertThat(smtp.commands).doesNotContain("NOOP");

    clock.pass(Duration.ofSeconds(10));
    send(ADA);

    assertThat(smtp.commands).containsOnlyOnce("NOOP");
    assertThat(smtp.connections).hasValue(1);
    assertThat(smtp.messages).hasSize(6);
  }

  @Test
  void aKeptConnectionThatTurnsOutDeadIsReplacedOnce() {
    send(ADA);
    smtp.cutAll();

    assertThat(send(ADA)).isInstanceOf(Receipt.Taken.class);
    assertThat(smtp.connections).hasValue(2);
    assertThat(smtp.messages).hasSize(2);
  }

  @Test
  void aKeptConnectionThatTheServerClosesPolitelyIsReplacedToo() {
    send(ADA);
    smtp.says("MAIL", "421 closing");

    assertThat(send(ADA)).isEqualTo(new Receipt.Refused("smtp", Refusal.TRANSIENT));
    assertThat(smtp.connections).hasValue(2);
  }

  @Test
  void whatWasBegunIsNotSentASecondTimeAtOnce() {
    send(ADA);
    smtp.says("END", ScriptedSmtp.CUT);

    assertThat(send(ADA)).isEqualTo(new Receipt.Refused("smtp", Refusal.TRANSIENT));
    assertThat(smtp.messages).hasSize(2);
    assertThat(smtp.connections).hasValue(1);
  }

  @Test
  @Tag("F6")
  void aCodeWhoseEndPassedWhileTheServerWasSlowIsNotSent() {
    smtp.beforeData(() -> clock.pass(Duration.ofMinutes(6)));

    assertThat(send(ADA)).isEqualTo(new Receipt.Late("smtp"));
    assertThat(smtp.messages).isEmpty();
  }

  @Test
  @Tag("F6")
  void aCodeWhoseEndPassedBeforeItsTurnIsNotSent() {
    var dispatch = loginCode(ADA, clock.instant());
    clock.pass(Duration.ofMinutes(5));

    assertThat(channel.send(dispatch)).isEqualTo(new Receipt.Late("smtp"));
    assertThat(smtp.commands).doesNotContain("DATA");
  }

  private Receipt send(String address) {
    return channel.send(loginCode(address, clock.instant()));
  }

  private SmtpChannel channel(int port) {
    try {
      return new SmtpChannel(
          new EmailSettings.Server(
              "smtp",
              "127.0.0.1",
              port,
              null,
              null,
              EmailSettings.Tls.NONE,
              Duration.ofMillis(300),
              2),
          new InternetAddress("Twofold <no-reply@localhost>"),
          MailWriter.withoutLinks(),
          clock);
    } catch (jakarta.mail.internet.AddressException e) {
      throw new IllegalStateException(e);
    }
  }
}
