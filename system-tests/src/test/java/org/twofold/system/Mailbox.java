package org.twofold.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;

/** The inbox of the local stack, as its API shows it. */
final class Mailbox {

  private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
  private static final Pattern RESET_CODE = Pattern.compile("\\b[A-Z2-7]{4}( [A-Z2-7]{4}){2}\\b");
  private static final Pattern LINK = Pattern.compile("https?://\\S+/link/\\S+");

  private final Api api;

  Mailbox(String base) {
    this.api = new Api(base);
  }

  /** What came for an address since then, newest first. */
  List<JsonNode> messages(String to, Instant since) {
    String query =
        "?to="
            + URLEncoder.encode(to, UTF_8)
            + "&since="
            + URLEncoder.encode(since.toString(), UTF_8);
    return StreamSupport.stream(api.get("/api/messages" + query, null).body().spliterator(), false)
        .toList();
  }

  /** The first message that comes for an address since then. */
  JsonNode await(String to, Instant since) {
    return Mailbox.awaiting().until(() -> messages(to, since), found -> !found.isEmpty()).getLast();
  }

  /**
   * The code in the first message with one that comes for an address since then; notices come too.
   */
  String awaitCode(String to, Instant since) {
    return Mailbox.awaiting().until(() -> codes(to, since), found -> !found.isEmpty()).getLast();
  }

  /** The code in the first text message that comes for a number since then. */
  String awaitText(String number, Instant since) {
    return Mailbox.awaiting()
        .until(() -> inText(number, since), found -> !found.isEmpty())
        .getLast();
  }

  private List<String> inText(String number, Instant since) {
    return messages(number, since).stream()
        .map(message -> CODE.matcher(message.path("text").asString("")))
        .filter(Matcher::find)
        .map(code -> code.group(1))
        .toList();
  }

  /** The codes in the messages that came for an address since then, newest first. */
  List<String> codes(String to, Instant since) {
    return messages(to, since).stream()
        .map(message -> CODE.matcher(message.path("subject").asString("")))
        .filter(Matcher::find)
        .map(code -> code.group(1))
        .toList();
  }

  /** The codes in all that came for an address or a number since then. */
  List<String> allCodes(String to, Instant since) {
    return to.startsWith("+") ? inText(to, since) : codes(to, since);
  }

  /** The first link in a message that comes for an address since then, or in a later one. */
  String awaitLink(String to, Instant since) {
    return Mailbox.awaiting()
        .until(
            () ->
                messages(to, since).stream()
                    .map(message -> LINK.matcher(message.path("text").asString("")))
                    .filter(Matcher::find)
                    .map(Matcher::group)
                    .toList(),
            found -> !found.isEmpty())
        .getLast();
  }

  /** The code of a password reset, in the first message with one that comes since then. */
  String awaitResetCode(String to, Instant since) {
    return Mailbox.awaiting()
        .until(
            () ->
                messages(to, since).stream()
                    .map(message -> RESET_CODE.matcher(message.path("text").asString("")))
                    .filter(Matcher::find)
                    .map(Matcher::group)
                    .toList(),
            found -> !found.isEmpty())
        .getLast();
  }

  /** The mail server answers every recipient like that from now on. */
  void refuseRecipients(String reply) {
    assertThat(api.post("/api/faults", Map.of("rcptReply", reply), null).status()).isLessThan(300);
  }

  /** The mail server does what it is there for. */
  void acceptAgain() {
    assertThat(api.delete("/api/faults", null).status()).isEqualTo(204);
  }

  private static ConditionFactory awaiting() {
    return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
  }
}
