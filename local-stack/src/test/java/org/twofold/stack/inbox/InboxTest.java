package org.twofold.stack.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The inbox by real SMTP and HTTP. */
class InboxTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ADA = "ada@example.com";

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private InboxProcess inbox;

  @BeforeEach
  void start() throws IOException {
    inbox = new InboxProcess(directory, 0, 0);
  }

  @AfterEach
  void stop() {
    inbox.close();
    client.close();
  }

  @Test
  void showsAMailWithItsPartsAndHeaders() throws Exception {
    send(ADA, "493107 is your Twofold code – à bientôt", "Code: 493107\nGrüße", "<p>493107</p>");

    JsonNode message = messages("").get(0);

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
    try (Transport connection = connect()) {
      MimeMessage mail = mail(ADA, "Hello", "Hello", null);
      connection.sendMessage(mail, InternetAddress.parse("ada@example.com,grace@example.com"));
    }

    assertThat(messages("?to=grace@example.com")).hasSize(1);
    assertThat(messages("?to=ada@example.com")).hasSize(1);
  }

  @Test
  void findsByRecipientButForAsciiCaseAndSinceInclusive() throws Exception {
    send("Ada@Example.com", "first", "first", null);
    send("grace@example.com", "other", "other", null);
    String first = messages("?to=ada@example.COM").get(0).path("receivedAt").asString();

    assertThat(messages("?to=ada@example.com&since=" + first)).hasSize(1);
    assertThat(messages("?to=ada@example.co")).isEmpty();
    assertThat(messages("?since=" + Instant.parse(first).plusSeconds(60))).isEmpty();
    assertThat(messages("?since=2020-01-01T00:00:00%2B01:00")).hasSize(2);
  }

  @Test
  void refusesATimeThatIsNone() throws Exception {
    HttpResponse<String> answer = call("GET", "/api/messages?since=yesterday", null);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("urn:twofold:problem:invalid-request", "since");
  }

  @Test
  void showsTheNewestFirstAndAtMostFiveHundredOnOneKeptConnection() throws Exception {
    try (Transport connection = connect()) {
      for (int n = 1; n <= 510; n++) {
        MimeMessage mail = mail(ADA, "mail " + n, "text", null);
        connection.sendMessage(mail, mail.getAllRecipients());
      }
    }

    JsonNode found = messages("");
    assertThat(found).hasSize(500);
    assertThat(found.get(0).path("subject").asString()).isEqualTo("mail 510");
    assertThat(found.get(499).path("subject").asString()).isEqualTo("mail 11");
  }

  @Test
  void keepsItsMessagesAcrossARestart() throws Exception {
    send(ADA, "kept", "text", "<p>html</p>");
    JsonNode before = messages("");
    inbox.close();
    inbox = new InboxProcess(directory, 0, 0);

    assertThat(messages("")).isEqualTo(before);
  }

  @Test
  void isEmptiedByDelete() throws Exception {
    send(ADA, "gone", "text", null);

    assertThat(call("DELETE", "/api/messages", null).statusCode()).isEqualTo(204);

    assertThat(messages("")).isEmpty();
    inbox.close();
    inbox = new InboxProcess(directory, 0, 0);
    assertThat(messages("")).isEmpty();
  }

  @Test
  void showsTheCodeAndEscapesEverythingElse() throws Exception {
    send(ADA, "493107 <script>alert(1)</script>", "\"'&<b>bold</b>", null);

    HttpResponse<String> page = call("GET", "/", null);

    assertThat(page.body())
        .contains("<strong class=\"code\">493107</strong>")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("&quot;&#39;&amp;&lt;b&gt;bold&lt;/b&gt;")
        .contains("<noscript><meta http-equiv=\"refresh\"")
        .doesNotContain("<script>", "<b>bold");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .startsWith("default-src 'none'")
                    .contains("script-src 'self'")
                    .doesNotContain("unsafe"));
  }

  @Test
  void sandboxesAMailThatIsShownAsDesigned() throws Exception {
    send(ADA, "hello", "text", "<p style=\"color:red\">html</p><script>alert(1)</script>");
    String id = messages("").get(0).path("id").asString();

    HttpResponse<String> mail = call("GET", "/messages/" + id, null);

    assertThat(mail.statusCode()).isEqualTo(200);
    assertThat(mail.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("sandbox; default-src 'none'"));
    assertThat(call("GET", "/messages/none", null).statusCode()).isEqualTo(404);
  }

  @Test
  void saysNotModifiedUntilSomethingComes() throws Exception {
    String tag = call("GET", "/list", null).headers().firstValue("ETag").orElseThrow();
    assertThat(listSince(tag)).isEqualTo(304);

    send(ADA, "new", "text", null);

    assertThat(listSince(tag)).isEqualTo(200);
  }

  @Test
  void refusesAnotherSiteThatComesThroughTheBrowser() throws Exception {
    HttpRequest foreign =
        request("/api/messages").header("Sec-Fetch-Site", "cross-site").GET().build();

    assertThat(client.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
  }

  @Test
  void misbehavesAtEachStepOnDemand() throws Exception {
    faults("{\"rcptReply\":\"451 4.3.0 try later\"}");
    assertThatThrownBy(() -> send(ADA, "a", "a", null))
        .isInstanceOf(SendFailedException.class)
        .hasStackTraceContaining("451 4.3.0 try later");
    faults("{\"mailReply\":\"421 4.3.2 closing\"}");
    assertThatThrownBy(() -> send(ADA, "b", "b", null))
        .isInstanceOf(MessagingException.class)
        .hasStackTraceContaining("421 4.3.2 closing");
    faults("{\"dataReply\":\"552 5.2.2 mailbox full\"}");
    assertThatThrownBy(() -> send(ADA, "c", "c", null))
        .isInstanceOf(MessagingException.class)
        .hasStackTraceContaining("552 5.2.2 mailbox full");
    assertThat(messages("")).isEmpty();

    assertThat(call("DELETE", "/api/faults", null).statusCode()).isEqualTo(204);
    send(ADA, "d", "d", null);
    assertThat(messages("")).hasSize(1);
  }

  @Test
  void stallsOnDemand() throws Exception {
    faults("{\"stallMillis\":300}");
    Instant start = Instant.now();

    send(ADA, "slow", "slow", null);

    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void refusesFaultsThatCannotBe() throws Exception {
    for (String body :
        new String[] {
          "{\"rcptReply\":\"250 Ok\"}", "{\"stallMillis\":-1}", "{\"reply\":null}", "nonsense", ""
        }) {
      assertThat(call("POST", "/api/faults", body).statusCode()).as(body).isEqualTo(400);
    }
  }

  private void faults(String body) throws Exception {
    assertThat(call("POST", "/api/faults", body).statusCode()).isEqualTo(200);
  }

  private int listSince(String tag) throws Exception {
    HttpRequest request = request("/list").header("If-None-Match", tag).GET().build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  private JsonNode messages(String query) throws Exception {
    HttpResponse<String> answer = call("GET", "/api/messages" + query, null);
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    HttpRequest request =
        request(path)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + inbox.webPort() + path));
  }

  private void send(String to, String subject, String text, String html) throws MessagingException {
    try (Transport connection = connect()) {
      MimeMessage mail = mail(to, subject, text, html);
      connection.sendMessage(mail, mail.getAllRecipients());
    }
  }

  private Transport connect() throws MessagingException {
    Properties settings = new Properties();
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", Integer.toString(inbox.smtpPort()));
    Transport connection = Session.getInstance(settings).getTransport("smtp");
    connection.connect();
    return connection;
  }

  private static MimeMessage mail(String to, String subject, String text, String html)
      throws MessagingException {
    MimeMessage mail = new MimeMessage((Session) null);
    mail.setFrom(new InternetAddress("twofold@example.com"));
    mail.setRecipient(RecipientType.TO, new InternetAddress(to));
    mail.setSubject(subject, "UTF-8");
    if (html == null) {
      mail.setText(text, "UTF-8");
    } else {
      MimeBodyPart plain = new MimeBodyPart();
      plain.setText(text, "UTF-8");
      MimeBodyPart rich = new MimeBodyPart();
      rich.setText(html, "UTF-8", "html");
      mail.setContent(new MimeMultipart("alternative", plain, rich));
    }
    mail.saveChanges();
    return mail;
  }
}
