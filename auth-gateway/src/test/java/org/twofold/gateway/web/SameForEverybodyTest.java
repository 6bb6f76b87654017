package org.twofold.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.twofold.gateway.testing.MfaStandIn.WRONG;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;
import static org.twofold.gateway.testing.Subscriber.aSubscriberWithEmailVerification;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Browser;
import org.twofold.gateway.testing.Counts;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.test.SettableClock;

/** Nothing that is answered, done or written tells whether somebody has an account. */
@Tag("E4")
class SameForEverybodyTest {

  private final GatewayUnderTest gateway = GatewayUnderTest.shared();

  /** What a request costs, and what its answer looks like but for the values. */
  record Seen(Counts.Cost cost, int status, List<String> headers, String shape, int length) {}

  @BeforeEach
  void atNine() {
    gateway.clock().set(SettableClock.NINE);
  }

  @Test
  void aWrongLogInCostsAndSaysTheSameWhoeverItIs() {
    Subscriber stranger = Subscriber.aStranger(gateway);
    Seen unknown = seen(() -> stranger.logIn("a wrong password"), 3);

    assertThat(unknown.cost().hashes()).isEqualTo(1);
    assertThat(unknown.cost().commands())
        .containsExactlyInAnyOrder("find accounts", "insert logins", "find logins");
    assertThat(unknown.status()).isEqualTo(401);
    Subscriber known = aSubscriber(gateway);
    assertThat(seen(() -> known.logIn("a wrong password"), 3)).isEqualTo(unknown);
    Subscriber withEmail = aSubscriberWithEmailVerification(gateway);
    assertThat(seen(() -> withEmail.logIn("a wrong password"), 3)).isEqualTo(unknown);
    Subscriber unproven = Subscriber.aStranger(gateway);
    unproven.signUp();
    assertThat(seen(unproven::logIn, 3)).isEqualTo(unknown);
    Subscriber nonsense = new Subscriber(gateway, "no address at all", "a wrong password");
    assertThat(seen(nonsense::logIn, 3)).isEqualTo(unknown);
  }

  @Test
  void aWrongLogInLeavesOneDocumentAndOneEventWhoeverItIs() {
    Subscriber known = aSubscriber(gateway);
    Document ofKnown = added(() -> known.logIn("a wrong password"));
    Document ofUnknown = added(() -> Subscriber.aStranger(gateway).logIn());

    assertThat(ofKnown.getList("outbox", Document.class)).hasSize(1);
    assertThat(ofUnknown.getList("outbox", Document.class)).hasSize(1);
    assertThat(ofUnknown.getString("userId")).isNull();
    assertThat(ofKnown.getString("status")).isEqualTo(ofUnknown.getString("status"));
  }

  @Test
  void aSignUpCostsAndSaysTheSameWhoeverItIs() {
    Subscriber known = aSubscriber(gateway);
    Subscriber stranger = Subscriber.aStranger(gateway);
    Seen unknown = seen(stranger::signUp, 3);

    assertThat(unknown.cost().hashes()).isEqualTo(1);
    assertThat(unknown.cost().commands())
        .containsExactlyInAnyOrder("find accounts", "insert registrations", "find registrations");
    assertThat(unknown.status()).isEqualTo(202);
    Subscriber decoy = new Subscriber(gateway, known.email(), "another long password");
    assertThat(seen(decoy::signUp, 3)).isEqualTo(unknown);
  }

  @Test
  void aSecondSignUpIsTheSameToo() {
    Subscriber known = aSubscriber(gateway);
    Subscriber stranger = Subscriber.aStranger(gateway);
    Subscriber decoy = new Subscriber(gateway, known.email(), "another long password");
    stranger.signUp();
    decoy.signUp();

    assertThat(seen(decoy::signUp, 3)).isEqualTo(seen(stranger::signUp, 3));
  }

  @Test
  void aWrongCodeOfASignUpIsTheSameToo() {
    Subscriber known = aSubscriber(gateway);
    Subscriber stranger = Subscriber.aStranger(gateway);
    Subscriber decoy = new Subscriber(gateway, known.email(), "another long password");
    String real = stranger.signUp().text("accountId");
    String made = decoy.signUp().text("accountId");

    assertThat(seen(() -> decoy.proves(made, WRONG), 1))
        .isEqualTo(seen(() -> stranger.proves(real, WRONG), 1));
  }

  @Test
  void aResetCostsAndSaysTheSameWhoeverItIs() {
    Subscriber known = aSubscriber(gateway);
    Subscriber stranger = Subscriber.aStranger(gateway);
    Seen unknown = seen(stranger::asksForAReset, 3);

    assertThat(unknown.cost().hashes()).isZero();
    assertThat(unknown.cost().commands())
        .containsExactlyInAnyOrder("find accounts", "insert resets", "find resets");
    assertThat(unknown.status()).isEqualTo(202);
    assertThat(seen(known::asksForAReset, 3)).isEqualTo(unknown);

    // too early, then once more
    assertThat(seen(known::asksForAReset, 3)).isEqualTo(seen(stranger::asksForAReset, 3));
    gateway.clock().forward(Duration.ofSeconds(30));
    assertThat(seen(known::asksForAReset, 5)).isEqualTo(seen(stranger::asksForAReset, 5));
  }

  @Test
  void aWrongCodeOfAResetIsTheSameToo() {
    Subscriber known = aSubscriber(gateway);
    Subscriber stranger = Subscriber.aStranger(gateway);
    Answer real = known.asksForAReset();
    Answer made = stranger.asksForAReset();

    assertThat(seen(() -> stranger.resets(made, "AAAABBBBCCCC", "another long password"), 1))
        .isEqualTo(seen(() -> known.resets(real, "AAAABBBBCCCC", "another long password"), 1));
    gateway.clock().forward(Duration.ofMinutes(5));
    assertThat(seen(() -> stranger.resets(made, "AAAABBBBCCCC", "another long password"), 1))
        .isEqualTo(seen(() -> known.resets(real, "AAAABBBBCCCC", "another long password"), 1));
  }

  @Test
  void aResetLeavesOneDocumentAndOneEventWhoeverItIs() {
    Subscriber known = aSubscriber(gateway);
    Subscriber stranger = Subscriber.aStranger(gateway);
    Document ofKnown = reset(known.asksForAReset());
    Document ofUnknown = reset(stranger.asksForAReset());

    assertThat(ofKnown.keySet()).isEqualTo(ofUnknown.keySet());
    assertThat(ofKnown.getList("outbox", Document.class)).hasSize(1);
    assertThat(ofUnknown.getList("outbox", Document.class)).hasSize(1);
  }

  private Document reset(Answer asked) {
    return gateway.stored("resets").stream()
        .filter(document -> document.getString("resetId").equals(asked.text("id")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void thePagesSayTheSameToo() {
    Subscriber known = aSubscriber(gateway);
    Subscriber stranger = Subscriber.aStranger(gateway);

    assertThat(page("/login", known.email(), "a wrong password"))
        .isEqualTo(page("/login", stranger.email(), "a wrong password"));
    assertThat(page("/password-reset", known.email(), ""))
        .isEqualTo(page("/password-reset", stranger.email(), ""));
    assertThat(page("/signup", known.email(), "another long password"))
        .isEqualTo(page("/signup", stranger.email(), "another long password"));
  }

  private String page(String path, String email, String password) {
    Browser browser = new Browser(gateway);
    browser.get(path);
    Answer answer = browser.submit(path, Map.of("email", email, "password", password));
    return answer.status()
        + answer
            .body()
            .replace(email, "EMAIL")
            .replaceAll("name=\"(_csrf|accountId|id)\" value=\"[^\"]+\"", "");
  }

  /** Also waits for the relay, which looks at each new document once. */
  private Seen seen(Callable<Answer> request, int commands) {
    Answer[] answer = new Answer[1];
    Counts.Cost cost =
        gateway
            .counts()
            .of(
                () -> {
                  try {
                    answer[0] = request.call();
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                },
                commands);
    return new Seen(
        cost,
        answer[0].status(),
        List.copyOf(new TreeSet<>(answer[0].headers().map().keySet())),
        answer[0].body().replaceAll("\"[A-Za-z0-9_-]{22}\"", "ID"),
        answer[0].body().length());
  }

  private Document added(Runnable request) {
    List<Document> before = gateway.stored("logins");
    request.run();
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> gateway.stored("logins").size() > before.size());
    return gateway.stored("logins").stream()
        .filter(document -> before.stream().noneMatch(old -> same(old, document)))
        .reduce(
            (one, other) -> {
              throw new AssertionError("More than one document");
            })
        .orElseThrow();
  }

  private static boolean same(Document one, Document other) {
    return one.getString("_id").equals(other.getString("_id"));
  }
}
