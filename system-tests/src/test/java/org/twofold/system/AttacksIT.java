package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.system.Refusal.assertProblem;
import static org.twofold.system.Settings.aNumber;
import static org.twofold.system.Subscriber.aSubscriber;
import static org.twofold.system.Subscriber.aSubscriberWithEmailVerification;
import static org.twofold.system.Subscriber.now;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.twofold.system.Api.Answer;
import tools.jackson.databind.JsonNode;

/** Codes where they do not belong, and right ones too many times at once: over the whole path. */
@ExtendWith(Stack.class)
class AttacksIT {

  private final Stack.Running stack;

  AttacksIT(Stack.Running stack) {
    this.stack = stack;
  }

  @Test
  @Tag("B7")
  void aCodeIsOfUseOnlyForItsUserLoginPurposeAndMethod() {
    Instant start = now();
    Subscriber she = aSubscriber(stack);
    Settings hers = she.settings(she.sessionToken());
    String number = aNumber();
    hers.prove(number);
    String next = aNumber();
    Answer phone = hers.askForNumber(next);
    String address = Subscriber.newAddress();
    Answer email = hers.askForAddress(address);
    Answer setup = hers.setUpTotp(null);
    Authenticator app = new Authenticator(setup.text("secret")).early();
    assertThat(hers.toggle(true, true, false).status()).isEqualTo(200);
    Instant asked = now();
    Answer login = she.logIn();
    Answer again = she.proveAgain(hers.token());
    Subscriber other = aSubscriberWithEmailVerification(stack);
    Instant others = now();
    Answer othersLogin = other.logIn();

    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("login", she.awaitCode(asked));
    codes.put("again", she.mailbox().awaitText(number, asked));
    codes.put("phone", she.mailbox().awaitText(next, start));
    codes.put("email", she.mailbox().awaitCode(address, start));
    codes.put("totp", app.code(0));
    codes.put("other", other.awaitCode(others));
    Map<String, Function<String, Answer>> places = new LinkedHashMap<>();
    places.put("login", code -> she.verify(login, "EMAIL", code));
    places.put("again", code -> she.verify(again, "SMS", code));
    places.put("phone", code -> hers.proveNumber(phone, code));
    places.put("email", code -> hers.proveAddress(email, code));
    places.put("totp", code -> hers.confirmTotp(setup, code));
    places.put("other", code -> other.verify(othersLogin, "EMAIL", code));
    places.forEach(
        (place, at) ->
            codes.forEach(
                (name, code) -> {
                  // a place takes five tries, and the last is for the right code
                  if (!name.equals(place) && !name.equals(leftOutAt(place))) {
                    assertProblem(at.apply(code), 422, "wrong-code");
                  }
                }));

    assertProblem(she.verify(login, "SMS", codes.get("login")), 410, "challenge-expired");
    assertThat(places.get("totp").apply(codes.get("totp")).status()).isEqualTo(200);
    assertThat(places.get("other").apply(codes.get("other")).status()).isEqualTo(200);
    assertThat(places.get("phone").apply(codes.get("phone")).status()).isEqualTo(200);
    assertThat(places.get("email").apply(codes.get("email")).status()).isEqualTo(200);
    // her own changes ended the logins that were under way
    assertProblem(places.get("login").apply(codes.get("login")), 401, "no-session");
    assertProblem(places.get("again").apply(codes.get("again")), 401, "no-session");
  }

  /** So that each place gets four, and each code is tried at four places at least. */
  private static String leftOutAt(String place) {
    return switch (place) {
      case "login" -> "totp";
      case "again" -> "email";
      case "phone" -> "other";
      case "email" -> "again";
      case "totp" -> "login";
      default -> "phone";
    };
  }

  @Test
  @Tag("C1")
  void sixtyFourConfirmationsAtOnceMakeOneAuthenticatorAndAPendingOneLetsNobodyIn()
      throws Exception {
    Subscriber she = aSubscriber(stack);
    Settings hers = she.settings(she.sessionToken());
    Answer setup = hers.setUpTotp(null);
    Authenticator app = new Authenticator(setup.text("secret")).early();

    List<Answer> answers = AtOnce.all(64, () -> hers.confirmTotp(setup, app.code(-1)));

    assertThat(answers).extracting(Answer::status).contains(200).isSubsetOf(200, 410, 429, 503);
    assertThat(hers.read().body().at("/security/totp/authenticators").size()).isEqualTo(1);
    assertThat(hers.toggle(false, false, true).status()).isEqualTo(200);
    Answer again = she.proveAgain(hers.token());
    String strong = she.verify(again, "TOTP", app.code(0)).body().at("/session/token").asString("");
    Answer pending = she.settings(strong).setUpTotp(null);
    Authenticator next = new Authenticator(pending.text("secret"));
    assertProblem(she.verify(she.logIn(), "TOTP", next.code(0)), 422, "wrong-code");
    assertThat(Events.of(stack, she, "FactorChanged"))
        .filteredOn(event -> event.path("change").asString("").equals("ENROLLED"))
        .hasSize(1);
  }

  @Test
  @Tag("D2")
  void aBackupCodeManyTimesAtOnceOverTwoLoginsMakesOneSession() throws Exception {
    Subscriber she = aSubscriber(stack);
    Settings hers = she.settings(she.sessionToken());
    JsonNode codes = hers.backupCodes().body().path("codes");
    assertThat(hers.toggle(true, false, false).status()).isEqualTo(200);
    long sessions = 0;
    for (int round = 0; round < 3; round++) {
      String code = codes.path(round).asString("");
      List<Answer> logins = List.of(she.logIn(), she.logIn());

      List<Answer> answers =
          AtOnce.all(16, n -> () -> she.verify(logins.get(n % 2), "BACKUP_CODE", code));

      long let = answers.stream().filter(answer -> answer.status() == 200).count();
      assertThat(let).isLessThanOrEqualTo(1);
      assertThat(answers).extracting(Answer::status).isSubsetOf(200, 401, 409, 410, 422, 429, 503);
      sessions += let;
    }
    assertThat(sessions).isPositive();
    assertThat(hers.read().body().at("/security/backupCodes/remaining").asLong())
        .isBetween(7L, 10 - sessions);
    Subscriber stranger = aSubscriberWithEmailVerification(stack);
    Answer foreign = stranger.verify(stranger.logIn(), "BACKUP_CODE", "AAAA-BBBB-CCCC-DDDD");
    assertThat(foreign.status()).isEqualTo(400);
  }

  @Test
  void oneKeyManyTimesAtOnceIsOneLoginAndOneMessage() throws Exception {
    Subscriber she = aSubscriberWithEmailVerification(stack);
    Instant start = now();
    Map<String, String> key = Map.of("Idempotency-Key", "k-" + she.email());
    Map<String, String> body = Map.of("email", she.email(), "password", Subscriber.PASSWORD);

    List<Answer> answers =
        AtOnce.all(64, () -> she.api().call("POST", "/api/v1/logins", body, null, key));

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(answers)
        .extracting(answer -> answer.text("loginId"))
        .containsOnly(answers.getFirst().text("loginId"));
    String code = she.awaitCode(start);
    List<Answer> open = answers.stream().filter(one -> she.look(one).status() == 200).toList();
    assertThat(open).hasSize(1);
    assertThat(she.verify(open.getFirst(), code).status()).isEqualTo(200);
    assertThat(she.mailbox().codes(she.email(), start)).hasSize(1);
    Map<String, String> other = Map.of("email", she.email(), "password", "another-password");
    assertProblem(she.api().call("POST", "/api/v1/logins", other, null, key), 409, "key-reused");
    assertProblem(she.api().call("POST", "/api/v1/logins", body, null, key), 410, "login-expired");
  }
}
