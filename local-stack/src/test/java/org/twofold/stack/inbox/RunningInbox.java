package org.twofold.stack.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
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
import java.util.Properties;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An inbox on free ports, with those who write to it and read it. */
final class RunningInbox implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path directory;
  private InboxProcess process;

  RunningInbox(Path directory) throws IOException {
    this.directory = directory;
    this.process = new InboxProcess(directory, 0, 0, 0);
  }

  void restart() throws IOException {
    process.close();
    process = new InboxProcess(directory, 0, 0, 0);
  }

  @Override
  public void close() {
    process.close();
    client.close();
  }

  JsonNode messages(String query) throws Exception {
    HttpResponse<String> answer = call("GET", "/api/messages" + query, null);
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  void faults(String body) throws Exception {
    assertThat(call("POST", "/api/faults", body).statusCode()).isEqualTo(200);
  }

  int listSince(String tag) throws Exception {
    return send(request("/list").header("If-None-Match", tag).GET().build()).statusCode();
  }

  HttpResponse<String> call(String method, String path, String body) throws Exception {
    return send(
        request(path)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.webPort() + path));
  }

  HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }

  void send(String to, String subject, String text, String html) throws MessagingException {
    try (Transport connection = connect()) {
      MimeMessage mail = mail(to, subject, text, html);
      connection.sendMessage(mail, mail.getAllRecipients());
    }
  }

  Transport connect() throws MessagingException {
    Properties settings = new Properties();
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", Integer.toString(process.smtpPort()));
    Transport connection = Session.getInstance(settings).getTransport("smtp");
    connection.connect();
    return connection;
  }

  TextSender texts() throws IOException {
    return new TextSender(process.smppPort());
  }

  static MimeMessage mail(String to, String subject, String text, String html)
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
