package org.twofold.stack.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Mail by real SMTP, read over HTTP. */
class InboxMailTest {

  private static final String ADA = "ada@example.com";

  @TempDir Path directory;

  private RunningInbox inbox;

  @BeforeEach
  void start() throws IOException {
    inbox = new RunningInbox(directory);
  }

  @AfterEach
  void stop() {
    inbox.close();
  }

  @Test
  void showsAMailWithItsPartsAndHeaders() throws Exception {
    inbox.send(
        ADA, "493107 is your Twofold code – à bientôt", "Code: 493107\nGrüße", "<p>493107</p>");

    JsonNode message = inbox.messages("").get(0);

    assertThat(message.path("id").asString()).isNotEmpty();
    assertThat(message.path("channel").asString()).isEqualTo("EMAIL");
    assertThat(message.path("to").asString()).isEqualTo(ADA);
    assertThat(message.path("subject").asString())
        .isEqualTo("493107 is your Twofold code – à bientôt");
    assertThat(message.path("text").asString().strip()).isEqualTo("Code: 493107\nGrüße");
    assertThat(message.path("html").asString()).contains("<p>493107</p>");
    assertThat(message.path("headers").path("From").asString()).contains("twofold@example.com");
    assertThat(Instant.parse(message.path("receivedAt").asString()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
  }

  @Test
  void givesEachRecipientAMessage() throws Exception {
    try (Transport connection = inbox.connect()) {
      MimeMessage mail = RunningInbox.mail(ADA, "Hello", "Hello", null);
      connection.sendMessage(mail, InternetAddress.parse("ada@example.com,grace@example.com"));
    }

    assertThat(inbox.messages("?to=grace@example.com")).hasSize(1);
    assertThat(inbox.messages("?to=ada@example.com")).hasSize(1);
  }

  @Test
  void findsByRecipientButForAsciiCaseAndSinceInclusive() throws Exception {
    inbox.send("Ada@Example.com", "first", "first", null);
    inbox.send("grace@example.com", "other", "other", null);
    String first = inbox.messages("?to=ada@example.COM").get(0).path("receivedAt").asString();

    assertThat(inbox.messages("?to=ada@example.com&since=" + first)).hasSize(1);
    assertThat(inbox.messages("?to=ada@example.co")).isEmpty();
    assertThat(inbox.messages("?since=" + Instant.parse(first).plusSeconds(60))).isEmpty();
    assertThat(inbox.messages("?since=2020-01-01T00:00:00%2B01:00")).hasSize(2);
  }

  @Test
  void refusesATimeThatIsNone() throws Exception {
    HttpResponse<String> answer = inbox.call("GET", "/api/messages?since=yesterday", null);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("urn:twofold:problem:invalid-request", "since");
  }

  @Test
  void showsTheNewestFirstAndAtMostFiveHundredOnOneKeptConnection() throws Exception {
    try (Transport connection = inbox.connect()) {
      for (int n = 1; n <= 510; n++) {
        MimeMessage mail = RunningInbox.mail(ADA, "mail " + n, "text", null);
        connection.sendMessage(mail, mail.getAllRecipients());
      }
    }

    JsonNode found = inbox.messages("");
    assertThat(found).hasSize(500);
    assertThat(found.get(0).path("subject").asString()).isEqualTo("mail 510");
    assertThat(found.get(499).path("subject").asString()).isEqualTo("mail 11");
  }

  @Test
  void keepsItsMessagesAcrossARestart() throws Exception {
    inbox.send(ADA, "kept", "text", "<p>html</p>");
    JsonNode before = inbox.messages("");
    inbox.restart();

    assertThat(inbox.messages("")).isEqualTo(before);
  }

  @Test
  void isEmptiedByDelete() throws Exception {
    inbox.send(ADA, "gone", "text", null);

    assertThat(inbox.call("DELETE", "/api/messages", null).statusCode()).isEqualTo(204);

    assertThat(inbox.messages("")).isEmpty();
    inbox.restart();
    assertThat(inbox.messages("")).isEmpty();
  }
}
