package org.twofold.notification.sms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.twofold.events.Refusal;
import org.twofold.notification.channel.Channel;
import org.twofold.notification.channel.Dispatch;
import org.twofold.notification.channel.Receipt;
import org.twofold.notification.template.TextWriter;

/** Text messages by an HTTP API of the form of Twilio's Messages resource. */
final class HttpSmsChannel implements Channel {

  private final String name;
  private final String from;
  private final URI messages;
  private final String credential;
  private final Duration timeout;
  private final TextWriter writer;
  private final InstantSource clock;
  private final HttpClient http;

  private HttpSmsChannel(
      SmsSettings.Provider provider, Secret token, TextWriter writer, InstantSource clock) {
    String account = requireNonNull(provider.account());
    this.name = provider.name();
    this.from = requireNonNull(provider.from());
    this.messages =
        URI.create(provider.url() + "/2010-04-01/Accounts/" + encoded(account) + "/Messages.json");
    this.credential =
        "Basic "
            + Base64.getEncoder().encodeToString((account + ":" + token.value()).getBytes(UTF_8));
    this.timeout = provider.timeout();
    this.writer = writer;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(provider.timeout())
            .build();
  }

  static HttpSmsChannel to(SmsSettings.Provider provider, TextWriter writer, InstantSource clock) {
    Secret token = Secret.read(requireNonNull(provider.tokenFile()), provider.name());
    return new HttpSmsChannel(provider, token, writer, clock);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Receipt send(Dispatch dispatch) {
    Optional<PhoneNumber> number = PhoneNumber.of(dispatch.address());
    String text = writer.write(dispatch.content());
    if (number.isEmpty() || Segment.of(text).isEmpty()) {
      return new Receipt.Refused(name, Refusal.PERMANENT);
    }
    if (dispatch.isLate(clock.instant())) {
      return new Receipt.Late(name);
    }
    Duration life = Duration.between(clock.instant(), dispatch.notAfter());
    Duration limit = life.compareTo(timeout) < 0 ? life : timeout;
    HttpRequest request = request(number.get(), text, limit);
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      // what it says beyond the status is not needed, and may be of any length
      answer.body().close();
      return receipt(answer);
    } catch (IOException e) {
      return new Receipt.Refused(name, Refusal.TRANSIENT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Receipt.Refused(name, Refusal.TRANSIENT);
    }
  }

  private HttpRequest request(PhoneNumber number, String text, Duration limit) {
    String form =
        Map.of("To", number.value(), "From", from, "Body", text).entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(messages)
        .timeout(limit)
        .header("Authorization", credential)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form, UTF_8))
        .build();
  }

  private Receipt receipt(HttpResponse<?> answer) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return new Receipt.Taken(name, null);
    }
    return new Receipt.Refused(
        name, HttpRefusal.of(status), HttpRefusal.pause(answer.headers(), clock.instant()));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
