package org.twofold.notification.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.ChallengeIssued;
import org.twofold.events.DeliveryReported;
import org.twofold.events.DeliveryState;
import org.twofold.events.FactorChange;
import org.twofold.events.FactorChanged;
import org.twofold.events.Method;
import org.twofold.messaging.EventIds;
import org.twofold.notification.testing.MessageCentre;
import org.twofold.notification.testing.Running;
import org.twofold.notification.testing.ScriptedSmtp;
import org.twofold.notification.testing.Stack;

/** Text messages on a real broker, beside e-mails and not behind them. */
class TextMessageTest {

  private static final Running RUNNING = Running.shared();
  private static final Stack STACK = RUNNING.stack();
  private static final MessageCentre CENTRE = RUNNING.centre();
  private static final ScriptedSmtp SMTP = RUNNING.smtp();

  @BeforeEach
  void beginWithServersThatAreWell() {
    SMTP.forget();
    CENTRE.receiptFirst(false);
    ChallengeIssued code = STACK.code(Method.EMAIL, "well@example.com", "ada").build();
    STACK.publish(code);
    STACK.reported(code, DeliveryState.SENT);
  }

  @Test
  void aCodeIsTextedAndItsReceiptReported() {
    ChallengeIssued code = STACK.code(Method.SMS, "+33612345001", "ada").build();
    STACK.publish(code);
    STACK.reported(code, DeliveryState.SENT);
    SubmitSm message = to("33612345001").getFirst();

    CENTRE.tell("m" + (CENTRE.submitted.indexOf(message) + 1), DeliveryReceiptState.DELIVRD);

    DeliveryReported report = STACK.reported(code, DeliveryState.DELIVERED);
    assertThat(MessageCentre.text(message)).endsWith("\n@login.example.com #493107");
    assertThat(report.getChannel()).isEqualTo(Method.SMS);
    assertThat(report.getProvider()).isEqualTo("smpp");
    assertThat(report.getRefusal()).isNull();
  }

  @Test
  void aPhoneThatCouldNotBeReachedIsReported() {
    ChallengeIssued code = STACK.code(Method.SMS, "+33612345002", "ada").build();
    STACK.publish(code);
    STACK.reported(code, DeliveryState.SENT);

    CENTRE.tell(
        "m" + (CENTRE.submitted.indexOf(to("33612345002").getFirst()) + 1),
        DeliveryReceiptState.UNDELIV);

    STACK.reported(code, DeliveryState.FAILED);
  }

  @Test
  void aReceiptThatOvertakesTheAnswerIsReportedAfterIt() {
    CENTRE.receiptFirst(true);
    ChallengeIssued code = STACK.code(Method.SMS, "+33612345003", "ada").build();
    STACK.publish(code);

    STACK.reported(code, DeliveryState.DELIVERED);
    assertThat(STACK.reports(code.getEventId()))
        .extracting(DeliveryReported::getState)
        .containsExactly(DeliveryState.SENT, DeliveryState.DELIVERED);
  }

  @Test
  @Tag("C3")
  void anEventForBothIsReadByBothAndEachSendsItsOwn() {
    String eventId = EventIds.next();
    FactorChanged changed =
        FactorChanged.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(Stack.now())
            .setUserId("ada")
            .setCorrelationId("session")
            .setAggregateId("ada")
            .setSequence(4)
            .setMethod(Method.SMS)
            .setFactorId("phone")
            .setChange(FactorChange.PHONE_CHANGED)
            .setNotAfter(Stack.now().plusSeconds(3600))
            .setRecipients(
                List.of(
                    STACK.recipient(Method.EMAIL, "both@example.com", eventId, "ada"),
                    STACK.recipient(Method.SMS, "+33612345004", eventId, "ada"),
                    STACK.recipient(Method.SMS, "+33612345005", eventId, "ada")))
            .build();
    STACK.publish(changed);

    await().atMost(20, SECONDS).until(() -> STACK.reports(eventId).size(), reports -> reports == 3);
    assertThat(SMTP.messages.stream().filter(mail -> mail.contains("To: both@"))).hasSize(1);
    assertThat(to("33612345004")).hasSize(1);
    assertThat(to("33612345005")).hasSize(1);
    assertThat(MessageCentre.text(to("33612345004").getFirst()))
        .startsWith("Twofold: Your phone number was changed.");
  }

  @Test
  @Tag("H5")
  void aStalledMailServerHoldsUpNoTextMessage() {
    SMTP.says("MAIL", ScriptedSmtp.STALL);
    for (int i = 0; i < 20; i++) {
      STACK.publish(
          STACK.code(Method.EMAIL, "h5@example.com", "ada", Duration.ofSeconds(20)).build());
    }
    ChallengeIssued code = STACK.code(Method.SMS, "+33612345006", "ada").build();
    STACK.publish(code);

    await().atMost(4, SECONDS).until(() -> !STACK.reports(code.getEventId()).isEmpty());
    STACK.reported(code, DeliveryState.SENT);
    // and it is hardly asked: one call a worker, and probes
    assertThat(SMTP.commands.stream().filter(line -> line.startsWith("MAIL"))).hasSizeLessThan(12);
  }

  private static List<SubmitSm> to(String number) {
    return CENTRE.submitted.stream()
        .filter(message -> message.getDestAddress().equals(number))
        .toList();
  }
}
