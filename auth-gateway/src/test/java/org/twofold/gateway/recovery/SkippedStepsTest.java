package org.twofold.gateway.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.MfaStandIn.RIGHT_RESET;
import static org.twofold.gateway.testing.MfaStandIn.says;
import static org.twofold.gateway.testing.Subscriber.SECURITY;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.Destination;
import org.twofold.events.FactorToggled;
import org.twofold.events.Method;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Api;
import org.twofold.gateway.testing.Browser;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Letters;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;

/**
 * Somebody who knows her address and password, has an account and a mailbox of his own, and tries
 * the steps of every flow in any order with whatever ids, codes and tokens he got: nothing of hers
 * changes, for he never proves anything of hers.
 */
class SkippedStepsTest {

  private static final int STEPS = 500;

  private final GatewayUnderTest gateway = GatewayUnderTest.shared();
  private final Random random = new Random(42);
  private final List<String> ids = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();
  private Subscriber she;
  private Subscriber he;
  private String his;

  @BeforeEach
  void twoSubscribers() {
    gateway.clock().set(SettableClock.NINE);
    she = aSubscriber(gateway).with(true, false, true);
    he = aSubscriber(gateway);
    his = he.account().id();
    gateway
        .mfa()
        .answers(
            (challengeId, question) ->
                question.path("userId").asString().equals(his)
                    ? says("ACCEPTED", "null")
                    : says("WRONG", "4"));
  }

  @AfterEach
  void mend() {
    gateway.mfa().mend();
  }

  @Test
  @Tag("D4")
  void noOrderOfStepsChangesWhatWasNotProven() {
    Document before = credentials();
    Map<Integer, Integer> answers = new LinkedHashMap<>();
    for (int i = 0; i < STEPS; i++) {
      answers.merge(step().status(), 1, Integer::sum);
      if (random.nextInt(20) == 0) {
        gateway.clock().forward(Duration.ofSeconds(random.nextInt(60)));
      }
    }

    assertThat(credentials()).isEqualTo(before);
    // his own flows went through, hers did not
    assertThat(answers.keySet()).contains(200, 204, 401, 404, 422).doesNotContain(500);
    gateway.mfa().mend();
    assertThat(she.logIn().status()).isEqualTo(200);
  }

  private Answer step() {
    List<Supplier<Answer>> steps =
        List.of(
            () -> begun(she.asksForAReset(), "id"),
            () -> begun(he.asksForAReset(), "id"),
            () ->
                api().post(reset(), Map.of("code", code(), "newPassword", "his own choice, long")),
            () -> begun(she.logIn(), "loginId"),
            () -> begun(he.logIn(), "loginId"),
            () ->
                begun(
                    new Subscriber(gateway, she.email(), "his own choice, long").signUp(),
                    "accountId"),
            () ->
                api().post("/api/v1/accounts/" + id() + "/verification", Map.of("code", "012345")),
            () -> api().post(login("/verification"), Map.of("method", method(), "code", "012345")),
            () -> api().post(login("/challenges"), Map.of("method", method())),
            () ->
                api().post("/api/v1/session/reauthentication", Map.of("password", she.password())),
            () ->
                api()
                    .put(
                        "/api/v1/settings/password",
                        Map.of("current", she.password(), "new", "his own choice, long")),
            () ->
                begun(
                    api().post("/api/v1/settings/email", Map.of("address", she.email())),
                    "emailId"),
            () ->
                api()
                    .post(
                        "/api/v1/settings/email/" + id() + "/verification",
                        Map.of("code", "012345")),
            () ->
                api().post(SECURITY + "/phone/" + id() + "/verification", Map.of("code", "012345")),
            () ->
                api().post(SECURITY + "/totp/" + id() + "/verification", Map.of("code", "012345")),
            () ->
                api()
                    .delete(
                        SECURITY + "/totp/" + she.account().authenticators().getFirst().totpId()),
            this::link);
    return steps.get(random.nextInt(steps.size())).get();
  }

  /** A link of his own, with something of hers in its place. */
  private Answer link() {
    List<FactorToggled> told = gateway.events("accounts", his, FactorToggled.class);
    String path = "/link/" + id() + "." + id();
    if (!told.isEmpty()) {
      Destination letter = Letters.of(gateway, told.getFirst(), Method.EMAIL).getFirst();
      path = URI.create(letter.getNotMeLink()).getPath();
      int at = "/link/".length() + random.nextInt(path.length() - "/link/".length());
      path = path.substring(0, at) + "A" + path.substring(at + 1);
    }
    Browser browser = new Browser(gateway);
    browser.get("/login");
    return browser.submit(path, Map.of());
  }

  private Answer begun(Answer answer, String id) {
    if (!answer.text(id).isEmpty()) {
      ids.add(answer.text(id));
    }
    for (String token : List.of(answer.text("loginToken"), answer.session())) {
      if (!token.isEmpty()) {
        tokens.add(token);
      }
    }
    return answer;
  }

  private Api api() {
    return tokens.isEmpty() ? she.api() : she.api().with(any(tokens));
  }

  private String reset() {
    return "/api/v1/password-resets/" + id() + "/verification";
  }

  private String login(String step) {
    return "/api/v1/logins/" + id() + step;
  }

  private String id() {
    return ids.isEmpty() ? "zu_AlLJRrU8m7CbFk91PJw" : any(ids);
  }

  private String code() {
    return random.nextBoolean() ? RIGHT_RESET : "AAAABBBBCCCC";
  }

  private String method() {
    return any(List.of("EMAIL", "TOTP", "BACKUP_CODE"));
  }

  private String any(List<String> some) {
    return some.get(Math.max(0, some.size() - 1 - random.nextInt(Math.min(20, some.size()))));
  }

  private Document credentials() {
    Document stored = gateway.stored("accounts", she.account().id());
    Document kept = new Document();
    for (String field :
        List.of(
            "passwordHash",
            "address",
            "addressIndex",
            "phone",
            "authenticators",
            "emailEnabled",
            "smsEnabled",
            "totpEnabled",
            "version",
            "sessionEpoch",
            "recovery")) {
      kept.append(field, stored.get(field));
    }
    return kept;
  }
}
