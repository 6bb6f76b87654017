package org.twofold.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.twofold.events.AccountErased;
import org.twofold.events.AccountSwitched;
import org.twofold.events.AddressChanged;
import org.twofold.events.AssuranceLevel;
import org.twofold.events.ChallengeIssued;
import org.twofold.events.ChangesStopped;
import org.twofold.events.FactorChange;
import org.twofold.events.FactorChanged;
import org.twofold.events.FactorToggled;
import org.twofold.events.LoginSucceeded;
import org.twofold.events.Method;
import org.twofold.events.PasswordChange;
import org.twofold.events.PasswordChanged;
import org.twofold.events.Purpose;
import org.twofold.events.Recipient;
import org.twofold.events.SessionEnd;
import org.twofold.events.SessionEnded;
import org.twofold.events.Topic;
import org.twofold.notification.template.Matters;

class TasksTest {

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
  private static final ByteBuffer BOX = ByteBuffer.wrap(new byte[] {1});
  private static final List<Recipient> BOTH =
      List.of(recipient(Method.EMAIL), recipient(Method.SMS), recipient(Method.EMAIL));

  static Stream<SpecificRecord> events() {
    List<SpecificRecord> events = new ArrayList<>();
    events.add(toggled(true));
    events.add(toggled(false));
    for (FactorChange change : FactorChange.values()) {
      if (change != FactorChange.UNKNOWN) {
        events.add(changed(change));
      }
    }
    events.add(bySupport(FactorChange.REMOVED));
    events.add(bySupport(FactorChange.UNLOCKED));
    events.add(password(PasswordChange.CHANGED));
    events.add(password(PasswordChange.RESET));
    events.add(ended(SessionEnd.ENDED_ELSEWHERE));
    events.add(ended(SessionEnd.OPERATOR));
    events.add(addressChanged());
    events.add(stopped());
    events.add(switched(true));
    events.add(switched(false));
    events.add(erased());
    events.add(succeeded());
    return events.stream();
  }

  @ParameterizedTest
  @MethodSource("events")
  @Tag("C3")
  void everyRecipientInsideAnEventIsToldByItsOwnMethod(SpecificRecord event) {
    assertThat(Tasks.of(event, "ada", Method.EMAIL))
        .extracting(Task::messageId)
        .containsExactly("event.0", "event.2");
    assertThat(Tasks.of(event, "ada", Method.SMS))
        .extracting(Task::messageId)
        .containsExactly("event.1");
    assertThat(Tasks.of(event, "ada", Method.SMS))
        .allMatch(task -> task.askedAt().equals(NOW) && Matters.ALL.contains(task.matter().key()));
  }

  @Test
  void everythingThatHasWordsIsSentForSomething() {
    Set<String> sent = new TreeSet<>();
    events().forEach(e -> Tasks.of(e, "a", Method.SMS).forEach(t -> sent.add(t.matter().key())));
    for (Purpose purpose : Purpose.values()) {
      Tasks.of(code(purpose).build(), "a", Method.EMAIL)
          .forEach(task -> sent.add(task.matter().key()));
    }
    assertThat(sent).containsExactlyInAnyOrderElementsOf(Matters.ALL);
  }

  @Test
  void eventsWithoutRecipientsOrWithoutAnEndAskForNothing() {
    SessionEnded nobody =
        SessionEnded.newBuilder(ended(SessionEnd.LOGGED_OUT)).setRecipients(List.of()).build();
    SessionEnded silent =
        SessionEnded.newBuilder(ended(SessionEnd.LOGGED_OUT)).setNotAfter(null).build();

    assertThat(Tasks.of(nobody, "ada", Method.EMAIL)).isEmpty();
    assertThat(Tasks.of(silent, "ada", Method.EMAIL)).isEmpty();
  }

  @Test
  @Tag("F6")
  void aCodeEndsAtTheEarlierOfItsEnds() {
    ChallengeIssued early = code(Purpose.LOGIN).setNotAfter(NOW.plusSeconds(60)).build();
    ChallengeIssued late = code(Purpose.LOGIN).setNotAfter(NOW.plusSeconds(900)).build();

    assertThat(Tasks.of(early, "ada", Method.EMAIL).getFirst().notAfter())
        .isEqualTo(NOW.plusSeconds(60));
    assertThat(Tasks.of(late, "ada", Method.EMAIL).getFirst().notAfter())
        .isEqualTo(NOW.plusSeconds(300));
  }

  @Test
  void anAddressThatHasAnAccountAlreadyGetsNoCode() {
    Task task = Tasks.of(code(Purpose.SIGN_UP_KNOWN).build(), "a", Method.EMAIL).getFirst();

    assertThat(task.code()).isNull();
    assertThat(task.matter().key()).isEqualTo("known");
  }

  @Test
  void aCodeIsSentByItsOwnMethodOnly() {
    assertThat(Tasks.of(code(Purpose.LOGIN).build(), "ada", Method.SMS)).isEmpty();
    assertThat(Tasks.of(code(Purpose.LOGIN).setMethod(Method.TOTP).build(), "ada", Method.EMAIL))
        .isEmpty();
  }

  @Test
  void listensToEveryTopicThatCanAskForAMessageOfOurs() {
    assertThat(Tasks.topics())
        .extracting(Topic::name)
        .containsExactlyInAnyOrder(
            "challenge-issued",
            "login-succeeded",
            "factor-toggled",
            "factor-changed",
            "session-ended",
            "password-changed",
            "address-changed",
            "changes-stopped",
            "account-switched",
            "account-erased");
  }

  private static Recipient recipient(Method channel) {
    return Recipient.newBuilder().setChannel(channel).setDestination(BOX).build();
  }

  private static ChallengeIssued.Builder code(Purpose purpose) {
    return ChallengeIssued.newBuilder()
        .setEventId("event")
        .setOccurredAt(NOW)
        .setUserId("ada")
        .setCorrelationId("login")
        .setAggregateId("challenge")
        .setSequence(1)
        .setChallengeId("challenge")
        .setMethod(Method.EMAIL)
        .setPurpose(purpose)
        .setSendNumber(1)
        .setExpiresAt(NOW.plusSeconds(300))
        .setNotAfter(NOW.plusSeconds(300))
        .setDestination(BOX)
        .setCode(BOX);
  }

  private static ChangesStopped stopped() {
    return ChangesStopped.newBuilder()
        .setEventId("event")
        .setOccurredAt(NOW)
        .setUserId("ada")
        .setCorrelationId("link")
        .setAggregateId("ada")
        .setSequence(1)
        .setRecipients(BOTH)
        .setNotAfter(NOW.plusSeconds(3600))
        .build();
  }

  private static AccountSwitched switched(boolean on) {
    return AccountSwitched.newBuilder()
        .setEventId("event")
        .setOccurredAt(NOW)
        .setUserId("ada")
        .setCorrelationId("command")
        .setAggregateId("ada")
        .setSequence(1)
        .setOn(on)
        .setOperator("olga")
        .setReason("asked for by phone")
        .setRecipients(BOTH)
        .setNotAfter(NOW.plusSeconds(3600))
        .build();
  }

  private static FactorToggled toggled(boolean on) {
    return FactorToggled.newBuilder()
        .setEventId("event")
        .setOccurredAt(NOW)
        .setUserId("ada")
        .setCorrelationId("session")
        .setAggregateId("ada")
        .setSequence(1)
        .setMethod(Method.SMS)
        .setOn(on)
        .setRecipients(BOTH)
        .setNotAfter(NOW.plusSeconds(3600))
        .build();
  }

  private static FactorChanged changed(FactorChange change) {
    return FactorChanged.newBuilder()
        .setEventId("event")
        .setOccurredAt(NOW)
        .setUserId("ada")
        .setCorrelationId("session")
        .setAggregateId("ada")
        .setSequence(1)
        .setMethod(Method.TOTP)
        .setFactorId("factor")
        .setChange(change)
        .setRecipients(BOTH)
        .setNotAfter(NOW.plusSeconds(3600))
        .build();
  }

  private static FactorChanged bySupport(FactorChange change) {
    return FactorChanged.newBuilder(changed(change)).setOperator("olga").build();
  }

  private static PasswordChanged password(PasswordChange change) {
    return PasswordChanged.newBuilder()
        .setEventId("event")
        .setOccurredAt(NOW)
        .setUserId("ada")
        .setCorrelationId("session")
        .setAggregateId("ada")
        .setSequence(1)
        .setChange(change)
        .setRecipients(BOTH)
        .setNotAfter(NOW.plusSeconds(3600))
        .build();
  }

  private static SessionEnded ended(SessionEnd reason) {
    return SessionEnded.newBuilder()
        .setEventId("event")
        .setOccurredAt(NOW)
        .setUserId("ada")
        .setCorrelationId("session")
        .setAggregateId("ada")
        .setSequence(1)
        .setSessionId("session")
        .setReason(reason)
        .setRecipients(BOTH)
        .setNotAfter(NOW.plusSeconds(3600))
        .build();
  }

  private static AddressChanged addressChanged() {
    return AddressChanged.newBuilder()
        .setEventId("event")
        .setOccurredAt(NOW)
        .setUserId("ada")
        .setCorrelationId("session")
        .setAggregateId("ada")
        .setSequence(1)
        .setRecipients(BOTH)
        .setNotAfter(NOW.plusSeconds(3600))
        .build();
  }

  private static AccountErased erased() {
    return AccountErased.newBuilder()
        .setEventId("event")
        .setOccurredAt(NOW)
        .setUserId("ada")
        .setCorrelationId("session")
        .setAggregateId("ada")
        .setSequence(1)
        .setRecipients(BOTH)
        .setNotAfter(NOW.plusSeconds(3600))
        .build();
  }

  private static LoginSucceeded succeeded() {
    return LoginSucceeded.newBuilder()
        .setEventId("event")
        .setOccurredAt(NOW)
        .setUserId("ada")
        .setCorrelationId("login")
        .setAggregateId("login")
        .setSequence(1)
        .setAssuranceLevel(AssuranceLevel.AAL1)
        .setRecipients(BOTH)
        .setNotAfter(NOW.plusSeconds(3600))
        .build();
  }
}
