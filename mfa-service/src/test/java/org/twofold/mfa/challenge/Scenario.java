package org.twofold.mfa.challenge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.twofold.events.ChallengeIssued;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.NotOpenedException;
import org.twofold.messaging.EventIds;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.otp.CodeDerivation;
import org.twofold.mfa.testing.MfaUnderTest;

/** A subscriber who was asked for a code, and what the story needs of her. */
record Scenario(MfaUnderTest mfa, Ask ask) {

  static final Duration LIFE = Duration.ofMinutes(5);

  static Scenario aLoginByEmail(MfaUnderTest mfa) {
    return with(mfa, EventIds.next(), Purpose.LOGIN);
  }

  static Scenario anotherLoginOf(Scenario first) {
    return with(first.mfa, first.ask.userId(), Purpose.LOGIN);
  }

  static Scenario aSignUp(MfaUnderTest mfa) {
    return with(mfa, EventIds.next(), Purpose.SIGN_UP);
  }

  static Scenario aSignUpWithAKnownAddress(MfaUnderTest mfa) {
    return with(mfa, EventIds.next(), Purpose.SIGN_UP_KNOWN);
  }

  static Scenario aPasswordReset(MfaUnderTest mfa) {
    return with(mfa, EventIds.next(), Purpose.PASSWORD_RESET);
  }

  static Scenario aPasswordResetOfNobody(MfaUnderTest mfa) {
    return with(mfa, EventIds.next(), Purpose.PASSWORD_RESET_UNKNOWN);
  }

  private static Scenario with(MfaUnderTest mfa, String userId, Purpose purpose) {
    Instant now = mfa.clock().instant();
    return new Scenario(mfa, ask(EventIds.next(), userId, purpose, now, now.plus(LIFE), 1));
  }

  private static Ask ask(
      String challengeId, String userId, Purpose purpose, Instant from, Instant to, int send) {
    return new Ask(
        EventIds.next(),
        challengeId,
        userId,
        "login-" + challengeId,
        Method.EMAIL,
        purpose,
        from,
        to,
        to,
        send,
        ByteBuffer.wrap(new byte[] {1, 2, 3}),
        "en");
  }

  /** The same challenge, another message. */
  Ask send(int number) {
    return ask(id(), ask.userId(), ask.purpose(), ask.startedAt(), ask.expiresAt(), number);
  }

  /** The same challenge, said to live longer. */
  Ask sendWithLongerLife(int number) {
    return ask(
        id(),
        ask.userId(),
        ask.purpose(),
        ask.startedAt(),
        ask.expiresAt().plusSeconds(60),
        number);
  }

  Scenario issued() {
    mfa.bean(ChallengeIssuer.class).issue(ask).block();
    return this;
  }

  String id() {
    return ask.challengeId();
  }

  String loginId() {
    return ask.loginId();
  }

  String code() {
    return CodeForm.of(ask.purpose()).code(mfa.bean(CodeDerivation.class), id(), ask.startedAt());
  }

  String wrongCode() {
    return String.format("%06d", (Integer.parseInt(code()) + 1) % 1_000_000);
  }

  Claim claim(String code) {
    return claimOf(loginId(), code);
  }

  Claim claimOf(String loginId, String code) {
    return new Claim(id(), ask.userId(), loginId, ask.purpose(), ask.method(), code);
  }

  Verification tries(String code) {
    return tries(claim(code));
  }

  Verification tries(Claim claim) {
    return mfa.bean(ChallengeVerifier.class).verify(claim).block();
  }

  Challenge stored() {
    return mfa.bean(Challenges.class).find(id()).block();
  }

  /** What the notification-service reads in an event. */
  String opened(ChallengeIssued issued) throws NotOpenedException {
    byte[] context = AssociatedData.of(id(), ask.userId(), ask.method().name());
    byte[] box = new byte[issued.getCode().remaining()];
    issued.getCode().duplicate().get(box);
    return new String(mfa.deliveryKey().open(box, context), US_ASCII);
  }
}
