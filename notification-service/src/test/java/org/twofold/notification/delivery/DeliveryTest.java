package org.twofold.notification.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.twofold.events.ChallengeIssued;
import org.twofold.events.DeliveryReported;
import org.twofold.events.DeliveryState;
import org.twofold.events.FactorToggled;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.events.Refusal;
import org.twofold.events.Topics;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Parking;
import org.twofold.notification.testing.Running;
import org.twofold.notification.testing.ScriptedSmtp;
import org.twofold.notification.testing.Stack;

/** The line through this service on a real broker: an event in, an e-mail and a report out. */
class DeliveryTest {

  private static final Running RUNNING = Running.shared();
  private static final Stack STACK = RUNNING.stack();
  private static final ScriptedSmtp SMTP = RUNNING.smtp();

  @BeforeEach
  void beginWithAServerThatIsWell() {
    SMTP.forget();
    ChallengeIssued code = STACK.code(Method.EMAIL, "well@example.com", "ada").build();
    STACK.publish(code);
    reported(code, DeliveryState.SENT);
  }

  @Test
  void aCodeIsMailedAndReported() {
    ChallengeIssued code = STACK.code(Method.EMAIL, "ada@example.com", "ada").build();
    STACK.publish(code);

    DeliveryReported report = reported(code, DeliveryState.SENT);

    assertThat(mailsTo("ada@example.com")).hasSize(1);
    assertThat(report.getUserId()).isEqualTo("ada");
    assertThat(report.getChallengeId()).isEqualTo(code.getChallengeId());
    assertThat(report.getProvider()).isEqualTo("smtp");
    assertThat(report.getAttempt()).isEqualTo(1);
  }

  @Test
  void aCodeForAnAddressWithoutAnAccountIsReportedUnderTheKeyOfItsEvent() {
    ChallengeIssued code =
        STACK
            .code(Method.EMAIL, "new@example.com", "pseudonym")
            .setUserId(null)
            .setPurpose(Purpose.SIGN_UP)
            .build();
    STACK.publish("pseudonym", code);

    assertThat(reported(code, DeliveryState.SENT).getUserId()).isNull();
    assertThat(STACK.all(Topics.DELIVERY_REPORTED.name()))
        .anyMatch(received -> received.key().equals("pseudonym"));
  }

  @Test
  void whatAsksForNoMessageIsDoneWithAndNotParked() {
    int parked = STACK.all(Topics.CHALLENGE_ISSUED.dead()).size();
    ChallengeIssued decoy =
        STACK
            .code(Method.EMAIL, "nobody@example.com", "eve")
            .setPurpose(Purpose.PASSWORD_RESET_UNKNOWN)
            .build();
    ChallengeIssued silent =
        STACK.code(Method.EMAIL, "nobody@example.com", "eve").setNotAfter(null).build();
    ChallengeIssued next = STACK.code(Method.EMAIL, "next@example.com", "ada").build();
    STACK.publish(decoy);
    STACK.publish(silent);
    STACK.publish(next);

    reported(next, DeliveryState.SENT);
    assertThat(STACK.reports(decoy.getEventId())).isEmpty();
    assertThat(STACK.reports(silent.getEventId())).isEmpty();
    assertThat(mailsTo("nobody@example.com")).isEmpty();
    assertThat(STACK.all(Topics.CHALLENGE_ISSUED.dead())).hasSize(parked);
  }

  @Test
  @Tag("F6")
  void aCodePastItsEndIsNotSent() {
    ChallengeIssued late =
        STACK.code(Method.EMAIL, "late@example.com", "ada", Duration.ZERO).build();
    ChallengeIssued notAfter =
        STACK
            .code(Method.EMAIL, "late@example.com", "ada")
            .setNotAfter(Stack.now().minusSeconds(1))
            .build();
    STACK.publish(late);
    STACK.publish(notAfter);

    reported(late, DeliveryState.EXPIRED);
    reported(notAfter, DeliveryState.EXPIRED);
    assertThat(mailsTo("late@example.com")).isEmpty();
  }

  @Test
  @Tag("F6")
  void aStalledServerPastTheEndBringsNoLateCode() {
    SMTP.says("RCPT TO:<stalled@example.com>", ScriptedSmtp.STALL);
    ChallengeIssued code =
        STACK.code(Method.EMAIL, "stalled@example.com", "ada", Duration.ofSeconds(3)).build();
    STACK.publish(code);
    await()
        .atMost(15, SECONDS)
        .until(
            () -> STACK.reports(code.getEventId()),
            reports ->
                reports.stream().anyMatch(report -> report.getState() != DeliveryState.RETRYING));
    SMTP.forgetReplies();
    ChallengeIssued next = STACK.code(Method.EMAIL, "next@example.com", "ada").build();
    STACK.publish(next);
    reported(next, DeliveryState.SENT);

    assertThat(SMTP.commands).contains("RCPT TO:<stalled@example.com>");
    assertThat(mailsTo("stalled@example.com")).isEmpty();
  }

  @Test
  void whatAServerMayTakeLaterIsTriedAgainWithoutHoldingUpOthers() {
    SMTP.says("RCPT TO:<greylisted@example.com>", "450 4.2.0 later");
    ChallengeIssued code = STACK.code(Method.EMAIL, "greylisted@example.com", "ada").build();
    STACK.publish(code);
    reported(code, DeliveryState.RETRYING);
    SMTP.forget();

    assertThat(reported(code, DeliveryState.SENT).getAttempt()).isEqualTo(2);
    assertThat(mailsTo("greylisted@example.com")).hasSize(1);
  }

  @Test
  void aRetryDueLaterHoldsUpNoneDueSooner() {
    // tried twice in vain, it waits 30 s; the other one 1 s
    SMTP.says("RCPT TO:<slow@example.com>", "450 4.2.0 later");
    ChallengeIssued slow = STACK.code(Method.EMAIL, "slow@example.com", "ada").build();
    STACK.publish(slow);
    await()
        .atMost(20, SECONDS)
        .until(() -> STACK.reports(slow.getEventId()).size(), count -> count == 2);
    SMTP.says("RCPT TO:<quick@example.com>", "450 4.2.0 later");
    ChallengeIssued quick = STACK.code(Method.EMAIL, "quick@example.com", "ada").build();
    STACK.publish(quick);
    reported(quick, DeliveryState.RETRYING);
    SMTP.forget();

    reported(quick, DeliveryState.SENT);
    assertThat(STACK.reports(slow.getEventId())).hasSize(2);
  }

  @Test
  @Tag("C3")
  void eachRecipientIsToldOnceAlsoWhereOneIsTriedAgain() {
    SMTP.says("RCPT TO:<old@example.com>", "450 4.2.0 later");
    FactorToggled toggled =
        toggled(List.of("new@example.com", "old@example.com", "third@example.com"));
    STACK.publish(toggled);
    reported(toggled, DeliveryState.RETRYING);
    SMTP.forgetReplies();

    await()
        .atMost(20, SECONDS)
        .until(
            () ->
                STACK.reports(toggled.getEventId()).stream()
                    .filter(report -> report.getState() == DeliveryState.SENT)
                    .count(),
            sent -> sent == 3);
    for (String address : List.of("new@example.com", "old@example.com", "third@example.com")) {
      assertThat(mailsTo(address)).as(address).hasSize(1);
    }
    assertThat(mailsTo("old@example.com").getFirst())
        .contains("Subject: Google Authenticator was turned on");
  }

  @Test
  void whatCannotBeOpenedIsParkedAndReported() {
    ChallengeIssued code =
        STACK
            .code(Method.EMAIL, "ada@example.com", "ada")
            .setDestination(ByteBuffer.wrap(new byte[40]))
            .build();
    STACK.publish(code);

    assertThat(reported(code, DeliveryState.FAILED).getRefusal()).isEqualTo(Refusal.UNREADABLE);
  }

  @Test
  @Tag("H6")
  void everyEventDeliveredTenTimesInAnyOrderBringsOneMessage() {
    List<SpecificRecord> events = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      events.add(STACK.code(Method.EMAIL, "h6-" + i + "@example.com", "ada").build());
    }
    events.add(toggled(List.of("h6-a@example.com", "h6-b@example.com")));
    List<SpecificRecord> shuffled = new ArrayList<>();
    Collections.nCopies(10, events).forEach(shuffled::addAll);
    Collections.shuffle(shuffled, new Random(20261124));
    shuffled.forEach(STACK::publish);
    ChallengeIssued last = STACK.code(Method.EMAIL, "h6-last@example.com", "ada").build();
    STACK.publish(last);

    await()
        .atMost(30, SECONDS)
        .until(
            () -> STACK.reports().stream().filter(DeliveryTest::isSent).toList(),
            sent -> sent.stream().filter(report -> ofH6(report, events)).count() == 220);
    assertThat(SMTP.messages.stream().filter(message -> message.contains("To: h6-"))).hasSize(23);
  }

  private static boolean ofH6(DeliveryReported report, List<SpecificRecord> events) {
    return events.stream()
        .anyMatch(event -> event.get(0).toString().equals(report.getCausationId()));
  }

  @Test
  @Tag("H7")
  void poisonIsParkedOnceWithTheReasonAndTheRestGoesThrough() {
    var kafka = RUNNING.worker().getBean(KafkaTemplate.class);
    int before = STACK.all(Topics.CHALLENGE_ISSUED.dead()).size();
    Random random = new Random(20261124);
    List<ChallengeIssued> good = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      byte[] garbage = new byte[random.nextInt(100)];
      random.nextBytes(garbage);
      poison(kafka, garbage);
      if (i % 10 == 0) {
        ChallengeIssued code = STACK.code(Method.EMAIL, "h7@example.com", "ada").build();
        good.add(code);
        STACK.publish(code);
      }
    }

    good.forEach(code -> reported(code, DeliveryState.SENT));
    await()
        .atMost(20, SECONDS)
        .until(() -> STACK.all(Topics.CHALLENGE_ISSUED.dead()).size() - before, n -> n >= 100);
    assertThat(STACK.all(Topics.CHALLENGE_ISSUED.dead()))
        .hasSize(before + 100)
        .allMatch(received -> received.headers().lastHeader(Parking.REASON) != null);
  }

  @SuppressWarnings("unchecked")
  private static void poison(KafkaTemplate<?, ?> kafka, byte[] value) {
    ((KafkaTemplate<String, byte[]>) kafka)
        .send(new ProducerRecord<>(Topics.CHALLENGE_ISSUED.name(), "poison", value));
  }

  private static FactorToggled toggled(List<String> addresses) {
    String eventId = EventIds.next();
    return FactorToggled.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(Stack.now())
        .setUserId("ada")
        .setCorrelationId("session")
        .setAggregateId("ada")
        .setSequence(3)
        .setMethod(Method.TOTP)
        .setOn(true)
        .setNotAfter(Stack.now().plusSeconds(3600))
        .setRecipients(
            addresses.stream()
                .map(address -> STACK.recipient(Method.EMAIL, address, eventId, "ada"))
                .toList())
        .build();
  }

  private static DeliveryReported reported(SpecificRecord event, DeliveryState state) {
    return STACK.reported(event, state);
  }

  private static boolean isSent(DeliveryReported report) {
    return report.getState() == DeliveryState.SENT;
  }

  private static List<String> mailsTo(String address) {
    return SMTP.messages.stream().filter(mail -> mail.contains("To: " + address)).toList();
  }
}
