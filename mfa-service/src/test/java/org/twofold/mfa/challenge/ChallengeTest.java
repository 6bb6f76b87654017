package org.twofold.mfa.challenge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.test.InProcessBroker;
import org.twofold.messaging.test.TestKeys;
import org.twofold.mfa.MfaService;
import org.twofold.mfa.otp.CodeDerivation;
import org.twofold.stack.mongo.StandInMongo;
import reactor.core.publisher.Flux;

/**
 * Challenges made and checked, on a real broker and the MongoDB stand-in, with a clock that the
 * test sets.
 */
class ChallengeTest {

  private static final AtomicReference<Instant> TIME = new AtomicReference<>(Instant.EPOCH);
  private static InProcessBroker broker;
  private static StandInMongo mongo;
  private static ConfigurableApplicationContext context;

  @Configuration(proxyBeanMethods = false)
  static class SetClock {
    @Bean
    @Primary
    Clock testClock() {
      return new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return TIME.get();
        }
      };
    }
  }

  @BeforeAll
  static void start() throws Exception {
    TIME.set(Instant.now());
    broker = InProcessBroker.start();
    mongo = StandInMongo.inMemory();
    Path keys = TestKeys.directory();
    Path token = keys.resolve("mfa.token");
    Files.writeString(token, "token");
    context =
        new SpringApplicationBuilder(MfaService.class, SetClock.class)
            .web(WebApplicationType.NONE)
            .properties(
                "spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "spring.mongodb.uri=" + mongo.uri("mfa"),
                "twofold.keys.directory=" + keys,
                "twofold.mfa.token-file=" + token,
                "twofold.messaging.serializer=org.twofold.messaging.test.StandInSerializer",
                "twofold.messaging.deserializer=org.twofold.messaging.test.StandInDeserializer",
                "spring.main.allow-bean-definition-overriding=true")
            .run();
  }

  @AfterAll
  static void stop() {
    context.close();
    mongo.close();
    broker.close();
  }

  @BeforeEach
  void setClock() {
    TIME.set(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  @Test
  void aRightCodeIsAcceptedForItsLoginAndAgainForTheSameLoginOnly() {
    Ask ask = issued(Purpose.LOGIN);

    assertThat(verify(ask, code(ask))).isEqualTo(new Verification.Accepted());
    assertThat(verify(ask, code(ask))).isEqualTo(new Verification.Accepted());
    assertThat(verify(claim(ask, "other-login", code(ask))))
        .isInstanceOf(Verification.Expired.class);
  }

  @Test
  @Tag("B4")
  void takesFiveTriesAtMostHoweverManyComeAtOnce() {
    Ask ask = issued(Purpose.SIGN_UP);
    List<Verification> answers =
        Flux.range(0, 64)
            .flatMap(i -> verifier().verify(claim(ask, ask.loginId(), wrong(ask))), 64)
            .collectList()
            .block();

    assertThat(answers).filteredOn(Verification.Wrong.class::isInstance).hasSize(5);
    assertThat(verify(ask, code(ask))).isInstanceOf(Verification.Exhausted.class);
  }

  @Test
  @Tag("B1")
  void sixtyFourRightCodesOfSixtyFourLoginsHaveNoWinnerButTheirOwn() {
    Ask ask = issued(Purpose.SIGN_UP);
    List<Verification> answers =
        Flux.range(0, 64)
            .flatMap(
                i ->
                    verifier()
                        .verify(claim(ask, i == 0 ? ask.loginId() : "stranger-" + i, code(ask))),
                64)
            .collectList()
            .block();

    assertThat(answers)
        .filteredOn(Verification.Accepted.class::isInstance)
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void onlyOneOfSixtyFourConsumesAChallenge() {
    Ask ask = issued(Purpose.SIGN_UP);
    Challenge challenge = challenges().find(ask.challengeId()).block();
    long winners =
        Flux.range(0, 64)
            .flatMap(
                i ->
                    challenges()
                        .consume(
                            ask.challengeId(),
                            "login-" + i,
                            org.twofold.messaging.Outgoing.of(
                                context.getBean(CodeEvents.class).accepted(challenge))),
                64)
            .filter(won -> won)
            .count()
            .block();

    assertThat(winners).isEqualTo(1);
  }

  @Test
  @Tag("A2")
  void aCodeIsRefusedOneSecondAfterItsEndThoughTheDocumentStands() {
    Ask before = issued(Purpose.SIGN_UP);
    TIME.set(before.expiresAt().minusSeconds(1));
    assertThat(verify(before, code(before))).isInstanceOf(Verification.Accepted.class);

    setClock();
    Ask after = issued(Purpose.SIGN_UP);
    TIME.set(after.expiresAt().plusSeconds(1));
    assertThat(verify(after, code(after))).isInstanceOf(Verification.Expired.class);
  }

  @Test
  @Tag("A2")
  void refusesALifeOverTenMinutes() {
    Ask ask = ask(Purpose.LOGIN, 1, Duration.ofMinutes(11));

    assertThatThrownBy(() -> issuer().issue(ask)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Tag("H6")
  void doubledAndReorderedEventsMakeOneMessageForEachSend() {
    Ask first = ask(Purpose.SIGN_UP, 1, Duration.ofMinutes(5));
    Ask second = again(first, 2);

    assertThat(issuer().issue(second).block()).isTrue();
    assertThat(issuer().issue(first).block()).isFalse();
    assertThat(issuer().issue(second).block()).isFalse();
    assertThat(issuer().issue(again(first, 3)).block()).isTrue();
    assertThat(verify(first, code(first))).isInstanceOf(Verification.Accepted.class);
  }

  @Test
  @Tag("B7")
  void aCodeWorksOnlyForItsUserLoginPurposeAndMethod() {
    for (int wrong = 0; wrong < 4; wrong++) {
      Ask ask = issued(Purpose.SIGN_UP);
      Claim claim =
          new Claim(
              ask.challengeId(),
              wrong == 0 ? "other" : ask.userId(),
              wrong == 1 ? "other" : ask.loginId(),
              wrong == 2 ? "LOGIN" : "SIGN_UP",
              wrong == 3 ? "SMS" : "EMAIL",
              code(ask));

      assertThat(verify(claim)).isEqualTo(new Verification.Wrong(4));
    }
  }

  @Test
  void anUnknownChallengeIsNotYetAndAKnownAddressNeverAccepted() {
    Ask absent = ask(Purpose.LOGIN, 1, Duration.ofMinutes(5));
    assertThat(verify(absent, "123456")).isInstanceOf(Verification.NotYet.class);

    Ask known = issued(Purpose.SIGN_UP_KNOWN);
    assertThat(verify(known, code(known))).isEqualTo(new Verification.Wrong(4));
  }

  @Test
  @Tag("B5")
  void failuresInARowAcrossChallengesAreDelayedAndLockedAtTwenty() {
    String user = EventIds.next();
    int evaluated = 0;
    int delays = 0;
    for (int round = 0; round < 40; round++) {
      Ask ask = issued(user, Purpose.LOGIN);
      for (int i = 0; i < 5; i++) {
        Verification answer = verify(ask, wrong(ask));
        if (answer instanceof Verification.Wrong) {
          evaluated++;
        } else if (answer instanceof Verification.Delayed delayed) {
          delays++;
          if (delayed.until() instanceof Instant until) {
            TIME.set(until);
          }
        }
      }
    }

    assertThat(evaluated).isEqualTo(20);
    assertThat(delays).isPositive();
    Ask last = issued(user, Purpose.LOGIN);
    assertThat(verify(last, code(last))).isEqualTo(new Verification.Delayed(null));
  }

  @Test
  @Tag("B5")
  void withAClockThatStandsOnlySixOfAThousandGuessesAreLookedAt() {
    String user = EventIds.next();
    List<Ask> asks = IntStream.range(0, 100).mapToObj(i -> issued(user, Purpose.LOGIN)).toList();
    long evaluated =
        Flux.fromIterable(asks)
            .flatMap(
                ask ->
                    Flux.range(0, 5)
                        .flatMap(
                            i ->
                                verifier()
                                    .verify(claim(ask, ask.loginId(), wrong(ask)))
                                    .onErrorResume(busy -> reactor.core.publisher.Mono.empty())),
                16)
            .filter(Verification.Wrong.class::isInstance)
            .count()
            .block();

    assertThat(evaluated).isBetween(1L, 6L);
  }

  @Test
  @Tag("A3")
  void nothingOfACodeIsStored() {
    Ask ask = issued(Purpose.SIGN_UP);
    String code = code(ask);
    List<Document> documents =
        context
            .getBean(ReactiveMongoTemplate.class)
            .findAll(Document.class, "challenges")
            .collectList()
            .block();

    assertThat(documents).isNotEmpty();
    for (Document document : documents) {
      assertThat(document.keySet())
          .isSubsetOf(
              "_id",
              "userId",
              "loginId",
              "method",
              "purpose",
              "startedAt",
              "expiresAt",
              "sends",
              "attempts",
              "consumedBy",
              "repeats",
              "outbox",
              "outboxSince",
              "published",
              "keepUntil",
              "deleteAt");
      for (Document event : document.getList("outbox", Document.class, List.of())) {
        byte[] bytes = event.get("event", org.bson.types.Binary.class).getData();
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain(code);
      }
    }
  }

  private static Ask issued(Purpose purpose) {
    return issued(EventIds.next(), purpose);
  }

  private static Ask issued(String user, Purpose purpose) {
    Ask ask = ask(user, purpose, 1, Duration.ofMinutes(5));
    assertThat(issuer().issue(ask).block()).isTrue();
    return ask;
  }

  private static Ask ask(Purpose purpose, int sendNumber, Duration life) {
    return ask(EventIds.next(), purpose, sendNumber, life);
  }

  private static Ask ask(String user, Purpose purpose, int sendNumber, Duration life) {
    return new Ask(
        EventIds.next(),
        EventIds.next(),
        user,
        EventIds.next(),
        Method.EMAIL,
        purpose,
        TIME.get(),
        TIME.get().plus(life),
        sendNumber,
        ByteBuffer.wrap("sealed".getBytes(US_ASCII)),
        "en");
  }

  private static Ask again(Ask ask, int sendNumber) {
    return new Ask(
        EventIds.next(),
        ask.challengeId(),
        ask.userId(),
        ask.loginId(),
        ask.method(),
        ask.purpose(),
        ask.startedAt(),
        ask.expiresAt(),
        sendNumber,
        ask.destination(),
        ask.locale());
  }

  private static Verification verify(Ask ask, String code) {
    return verify(claim(ask, ask.loginId(), code));
  }

  private static Verification verify(Claim claim) {
    return verifier().verify(claim).block();
  }

  private static Claim claim(Ask ask, String loginId, String code) {
    return new Claim(
        ask.challengeId(), ask.userId(), loginId, ask.purpose().name(), ask.method().name(), code);
  }

  private static String code(Ask ask) {
    return context.getBean(CodeDerivation.class).code(ask.challengeId(), ask.startedAt());
  }

  private static String wrong(Ask ask) {
    return code(ask).equals("000000") ? "000001" : "000000";
  }

  private static ChallengeVerifier verifier() {
    return context.getBean(ChallengeVerifier.class);
  }

  private static ChallengeIssuer issuer() {
    return context.getBean(ChallengeIssuer.class);
  }

  private static Challenges challenges() {
    return context.getBean(Challenges.class);
  }
}
