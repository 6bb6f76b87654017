package org.twofold.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.Producer;
import org.twofold.events.SessionEnd;
import org.twofold.events.Topic;
import org.twofold.events.Topics;
import org.twofold.keys.Keys;
import org.twofold.messaging.UnreadableEventException.Reason;
import org.twofold.messaging.test.StandInDeserializer;
import org.twofold.messaging.test.StandInSerializer;
import org.twofold.messaging.test.TestKeys;
import org.twofold.stack.deadletters.Vouching;

@Tag("G4")
class EventReaderTest {

  private static final EventCodec CODEC =
      new EventCodec(new StandInSerializer(), new StandInDeserializer());
  private static final Path KEYS = TestKeys.directory();
  private static final EventSignature SIGNATURE =
      new EventSignature(keys(KEYS), Producer.AUTH_GATEWAY);
  private static final Vouching DESK = new Vouching(keys(KEYS));
  private static final EventReader READER = new EventReader(CODEC, SIGNATURE);

  @Test
  void readsWhatItsProducerWrote() {
    SpecificRecord event = Events.sessionEnded("login");

    assertThat(READER.read(written(event, Topics.SESSION_ENDED.name()))).isEqualTo(event);
  }

  @Test
  void readsItFromTheRetryAndDeadLetterTopicsToo() {
    SpecificRecord event = Events.sessionEnded("login");

    assertThat(READER.read(written(event, Topics.SESSION_ENDED.retry()))).isEqualTo(event);
    assertThat(READER.read(written(event, Topics.SESSION_ENDED.dead()))).isEqualTo(event);
  }

  @Test
  void theOperatorsDeskVouchesForTheSame() {
    ConsumerRecord<String, byte[]> whole =
        written(Events.sessionEnded("login"), Topics.SESSION_ENDED.dead());

    assertThat(DESK.vouches(Topics.SESSION_ENDED, whole)).isTrue();
    assertThat(DESK.vouches(Topics.LOGIN_FAILED, whole)).isFalse();
    assertThat(DESK.vouches(Topics.SESSION_ENDED, copy(whole, whole.topic(), "x", whole.value())))
        .isFalse();
  }

  @Test
  void refusesEveryAlteredBit() {
    ConsumerRecord<String, byte[]> whole =
        written(Events.sessionEnded("login"), Topics.SESSION_ENDED.name());
    // the id of the schema is left out of the signature; the first five bytes are judged by
    // decoding
    for (int bit = 5 * 8; bit < whole.value().length * 8; bit++) {
      byte[] altered = whole.value().clone();
      altered[bit / 8] ^= (byte) (1 << (bit % 8));

      assertThat(refusal(copy(whole, whole.topic(), "user", altered))).isEqualTo(Reason.FORGED);
    }
  }

  @Test
  void refusesARecordMovedToAnotherTopicOrKey() {
    ConsumerRecord<String, byte[]> whole =
        written(Events.sessionEnded("login"), Topics.SESSION_ENDED.name());

    assertThat(refusal(copy(whole, Topics.LOGIN_FAILED.name(), "user", whole.value())))
        .isEqualTo(Reason.FORGED);
    assertThat(refusal(copy(whole, whole.topic(), "other", whole.value())))
        .isEqualTo(Reason.FORGED);
  }

  @Test
  void refusesWhatAnotherProducerSigned() {
    ConsumerRecord<String, byte[]> foreign =
        received(Topics.SESSION_ENDED.name(), "user", CODEC.encode(Events.sessionEnded("login")));
    SIGNATURE.sign(
        foreign.headers(),
        Topics.CODE_TRIED,
        "user",
        Events.sessionEnded("login").getSchema(),
        foreign.value());

    assertThat(refusal(foreign)).isEqualTo(Reason.FORGED);
  }

  @Test
  void refusesWhatIsNotSignedNotOursOrEmpty() {
    byte[] value = CODEC.encode(Events.sessionEnded("login"));

    assertThat(refusal(received(Topics.SESSION_ENDED.name(), "user", value)))
        .isEqualTo(Reason.FORGED);
    assertThat(refusal(received("somebody-elses", "user", value))).isEqualTo(Reason.UNKNOWN_TOPIC);
    assertThat(refusal(received(Topics.SESSION_ENDED.name(), null, value))).isEqualTo(Reason.EMPTY);
    assertThat(refusal(received(Topics.SESSION_ENDED.name(), "user", null)))
        .isEqualTo(Reason.EMPTY);
  }

  @Test
  void refusesAWordThatCameLater() {
    assertThat(
            refusal(
                written(
                    Events.sessionEnded("login", SessionEnd.UNKNOWN), Topics.SESSION_ENDED.name())))
        .isEqualTo(Reason.UNKNOWN_WORD);
  }

  @Test
  @Tag("I3")
  void survivesGarbageEvenWhenItIsSigned() {
    Random random = new Random(20261124);
    for (int i = 0; i < 5_000; i++) {
      byte[] garbage = new byte[random.nextInt(200)];
      random.nextBytes(garbage);
      if (garbage.length >= 5) {
        System.arraycopy(CODEC.encode(Events.sessionEnded("login")), 0, garbage, 0, 5);
      }
      ConsumerRecord<String, byte[]> received =
          received(Topics.SESSION_ENDED.name(), "user", garbage);
      if (garbage.length >= 5) {
        sign(received, Topics.SESSION_ENDED);
      }

      assertThat(refusal(received))
          .isIn(Reason.UNDECODABLE, Reason.FORGED, Reason.UNKNOWN_WORD, null);
    }
  }

  private static Reason refusal(ConsumerRecord<String, byte[]> received) {
    var refused = catchThrowableOfType(UnreadableEventException.class, () -> READER.read(received));
    return refused == null ? null : refused.reason();
  }

  private static ConsumerRecord<String, byte[]> written(SpecificRecord event, String topic) {
    ConsumerRecord<String, byte[]> received = received(topic, "user", CODEC.encode(event));
    sign(received, Topics.of(event));
    return received;
  }

  private static void sign(ConsumerRecord<String, byte[]> received, Topic<?> topic) {
    SIGNATURE.sign(received.headers(), topic, received.key(), topic.schema(), received.value());
  }

  private static ConsumerRecord<String, byte[]> copy(
      ConsumerRecord<String, byte[]> from, String topic, String key, byte[] value) {
    ConsumerRecord<String, byte[]> copy = received(topic, key, value);
    from.headers().forEach(copy.headers()::add);
    return copy;
  }

  private static ConsumerRecord<String, byte[]> received(String topic, String key, byte[] value) {
    return new ConsumerRecord<>(topic, 0, 0, key, value);
  }

  private static Keys keys(Path directory) {
    return new Keys(directory, Clock.systemUTC());
  }
}
