package org.twofold.mfa.challenge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.ChallengeIssued;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.NotOpenedException;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.otp.CodeDerivation;
import org.twofold.mfa.testing.MfaUnderTest;

class ChallengeIssuerTest {

  private final MfaUnderTest mfa = MfaUnderTest.shared();
  private final ChallengeIssuer issuer = mfa.bean(ChallengeIssuer.class);

  @BeforeEach
  void atNine() {
    mfa.clock().set(SettableClock.NINE);
  }

  @Test
  void issuesTheCodeSealedForItsDeliveryOnly() throws Exception {
    Scenario login = Scenario.aLoginByEmail(mfa).issued();
    ChallengeIssued issued = events(login).getFirst();

    assertThat(login.opened(issued)).isEqualTo(login.code());
    assertThat(issued.getDestination()).isEqualTo(login.ask().destination());
    assertThat(issued.getExpiresAt()).isEqualTo(login.ask().expiresAt());
    assertThat(issued.getNotAfter()).isEqualTo(login.ask().expiresAt());
    assertThat(issued.getCausationId()).isEqualTo(login.ask().eventId());
    assertThat(issued.getCorrelationId()).isEqualTo(login.loginId());
    assertThat(issued.getAggregateId()).isEqualTo(login.id());
  }

  @Test
  @Tag("G2")
  void theSealedCodeOpensForNoOtherChallengeUserOrMethod() {
    Scenario login = Scenario.aLoginByEmail(mfa).issued();
    byte[] box = bytes(events(login).getFirst().getCode());

    for (byte[] context :
        List.of(
            AssociatedData.of("other", login.ask().userId(), "EMAIL"),
            AssociatedData.of(login.id(), "other", "EMAIL"),
            AssociatedData.of(login.id(), login.ask().userId(), "SMS"))) {
      assertThatThrownBy(() -> mfa.deliveryKey().open(box, context))
          .isInstanceOf(NotOpenedException.class);
    }
  }

  @Test
  @Tag("H6")
  void doubledShuffledAndRepeatedEventsMakeOneChallengeOfOneCode() throws Exception {
    Random random = new Random(20261124);
    for (int round = 0; round < 100; round++) {
      Scenario login = Scenario.aLoginByEmail(mfa);
      List<Integer> sends = new ArrayList<>();
      for (int send = 1; send <= 1 + random.nextInt(4); send++) {
        Collections.addAll(
            sends, Collections.nCopies(1 + random.nextInt(3), send).toArray(new Integer[0]));
      }
      Collections.shuffle(sends, random);

      sends.forEach(send -> issuer.issue(login.send(send)).block());

      assertThat(events(login))
          .as("sends %s", sends)
          .extracting(ChallengeIssued::getSendNumber)
          .containsExactlyElementsOf(risingHeights(sends));
      assertThat(login.stored().sends()).isEqualTo(Collections.max(sends));
      for (ChallengeIssued issued : events(login)) {
        assertThat(login.opened(issued)).isEqualTo(login.code());
        assertThat(issued.getExpiresAt()).isEqualTo(login.ask().expiresAt());
      }
    }
  }

  @Test
  @Tag("A8")
  void twoHundredResendsCarryTheSameCodeNeverMoreLifeAndShareTheTries() throws Exception {
    Scenario login = Scenario.aLoginByEmail(mfa).issued();
    for (int send = 2; send <= 201; send++) {
      mfa.clock().forward(Duration.ofMillis(1));
      assertThat(issuer.issue(login.send(send)).block()).isTrue();
      if (send % 40 == 0) {
        login.tries(login.wrongCode());
      }
    }

    assertThat(login.stored().expiresAt()).isEqualTo(SettableClock.NINE.plus(Scenario.LIFE));
    assertThat(events(login)).hasSize(201);
    for (ChallengeIssued issued : events(login)) {
      assertThat(login.opened(issued)).isEqualTo(login.code());
      assertThat(issued.getExpiresAt()).isEqualTo(login.stored().expiresAt());
    }
    assertThat(login.tries(login.code())).isEqualTo(new Verification.Exhausted());
  }

  @Test
  @Tag("A8")
  void aResendThatClaimsMoreLifeOrAnotherUserIsRefused() {
    Scenario login = Scenario.aLoginByEmail(mfa).issued();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> issuer.issue(login.sendWithLongerLife(2)).block());
    assertThat(events(login)).hasSize(1);
  }

  @Test
  @Tag("A2")
  void aLifeOverTenMinutesIsRefused() {
    Instant now = SettableClock.NINE;

    assertThat(asked(now, now.plus(Duration.ofMinutes(10)), Method.EMAIL, Purpose.LOGIN))
        .isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                asked(
                    now,
                    now.plus(Duration.ofMinutes(10)).plusMillis(1),
                    Method.EMAIL,
                    Purpose.LOGIN));
  }

  @Test
  void whatThisServiceMustNotMakeIsRefused() {
    Instant now = SettableClock.NINE;
    Instant end = now.plus(Scenario.LIFE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> asked(now, end, Method.TOTP, Purpose.LOGIN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> asked(now, end, Method.UNKNOWN, Purpose.LOGIN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> asked(now, end, Method.EMAIL, Purpose.UNKNOWN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> asked(now, end, Method.SMS, Purpose.PASSWORD_RESET));
    assertThat(asked(now, end, Method.SMS, Purpose.PHONE_PROOF)).isNotNull();
  }

  @Test
  void anEventThatComesTooLateMakesNothing() {
    Scenario login = Scenario.aLoginByEmail(mfa);
    mfa.clock().forward(Scenario.LIFE);

    assertThat(issuer.issue(login.ask()).block()).isFalse();
    assertThat(login.stored()).isNull();
  }

  @Test
  @Tag("A3")
  void aDumpOfAThousandChallengesHasNoCodeInAnyForm() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      Scenario login = Scenario.aLoginByEmail(mfa).issued();
      List<String> forms = formsOf(login.code(), login.id());
      for (String content : contents(mfa.stored("challenges", login.id()))) {
        assertThat(forms).noneMatch(content::contains);
      }
    }
  }

  @Test
  @Tag("A3")
  void whatIsStoredIsTheSameUnderAnyOtherKey() {
    Scenario login = Scenario.aLoginByEmail(mfa).issued();
    Document stored = mfa.stored("challenges", login.id());
    MfaUnderTest other = mfa;
    CodeDerivation otherCodes =
        new CodeDerivation(
            new org.twofold.keys.Keys(
                    org.twofold.messaging.test.TestKeys.directory(), other.clock())
                .prf("code-derivation"));
    Scenario same = Scenario.aLoginByEmail(mfa);
    new ChallengeIssuer(
            mfa.bean(Challenges.class),
            otherCodes,
            mfa.bean(org.twofold.keys.Keys.class),
            mfa.clock())
        .issue(same.ask())
        .block();

    // but for ids and what is sealed, nothing of a document depends on the key
    assertThat(withoutIds(mfa.stored("challenges", same.id()), same))
        .isEqualTo(withoutIds(stored, login));
  }

  private static Map<String, Object> withoutIds(Document stored, Scenario of) {
    Document copy = new Document(stored);
    copy.remove("outbox");
    copy.replaceAll(
        (name, value) ->
            value instanceof String text
                ? text.replace(of.id(), "ID").replace(of.ask().userId(), "USER")
                : value);
    return copy;
  }

  private static List<String> formsOf(String code, String id) throws Exception {
    List<String> forms = new ArrayList<>();
    for (String plain : List.of(code, code + id, id + code)) {
      forms.add(plain);
      for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
        byte[] hash = MessageDigest.getInstance(algorithm).digest(plain.getBytes(US_ASCII));
        forms.add(new String(hash, java.nio.charset.StandardCharsets.ISO_8859_1));
        forms.add(HexFormat.of().formatHex(hash));
        forms.add(java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
      }
    }
    return forms;
  }

  /** Every text, number and string of bytes in a document; moments apart, which all share. */
  private static List<String> contents(Object value) {
    List<String> found = new ArrayList<>();
    switch (value) {
      case Map<?, ?> fields -> fields.values().forEach(field -> found.addAll(contents(field)));
      case List<?> many -> many.forEach(one -> found.addAll(contents(one)));
      case Binary binary ->
          found.add(new String(binary.getData(), java.nio.charset.StandardCharsets.ISO_8859_1));
      case java.util.Date moment -> {}
      case null -> {}
      default -> found.add(value.toString());
    }
    return found;
  }

  private static List<Integer> risingHeights(List<Integer> sends) {
    List<Integer> heights = new ArrayList<>();
    for (int send : sends) {
      if (heights.isEmpty() || send > heights.getLast()) {
        heights.add(send);
      }
    }
    return heights;
  }

  private List<ChallengeIssued> events(Scenario login) {
    return mfa.events("challenges", login.id(), ChallengeIssued.class);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    return copy;
  }

  private static Ask asked(Instant from, Instant to, Method method, Purpose purpose) {
    return new Ask(
        EventIds.next(),
        EventIds.next(),
        EventIds.next(),
        EventIds.next(),
        method,
        purpose,
        from,
        to,
        to,
        1,
        ByteBuffer.allocate(1),
        "en");
  }
}
