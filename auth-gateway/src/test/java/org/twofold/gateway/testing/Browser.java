package org.twofold.gateway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without JavaScript: keeps cookies, fills in forms, follows nothing by itself. */
public final class Browser {

  public static final String COOKIE = "__Host-twofold";

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final String url;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private String csrf = "";

  public Browser(GatewayUnderTest gateway) {
    this.url = gateway.url();
  }

  /** One that has a login or session. */
  public static Browser with(GatewayUnderTest gateway, String token) {
    Browser browser = new Browser(gateway);
    browser.cookies.put(COOKIE, token);
    return browser;
  }

  /** One that is logged in as far as the password takes her. */
  public static Browser loggedIn(Subscriber she) {
    Browser browser = new Browser(she.gateway());
    browser.get("/login");
    browser.submit("/login", Map.of("email", she.email(), "password", she.password()));
    return browser;
  }

  public Answer get(String path, String... headers) {
    return go(request(path, headers).GET());
  }

  /** Posts a form with the CSRF token of the last page that had one. */
  public Answer submit(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("_csrf", csrf);
    return submitAsItIs(path, all);
  }

  /** Posts a form with nothing more in it. */
  public Answer submitAsItIs(String path, Map<String, String> fields, String... headers) {
    String form =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return go(
        request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  public String csrf() {
    return csrf;
  }

  public String cookie() {
    return cookies.getOrDefault(COOKIE, "");
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private Answer go(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    Answer answer = Api.send(request.build());
    answer.headers().allValues("Set-Cookie").stream()
        .flatMap(header -> HttpCookie.parse(header).stream())
        .forEach(
            cookie -> {
              if (cookie.getValue().isEmpty()) {
                cookies.remove(cookie.getName());
              } else {
                cookies.put(cookie.getName(), cookie.getValue());
              }
            });
    Matcher token = CSRF.matcher(answer.body());
    if (token.find()) {
      csrf = token.group(1);
    }
    return answer;
  }
}
