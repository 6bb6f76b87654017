package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.twofold.system.Api.Answer;

/**
 * A request, and what it is refused with.
 *
 * @param request method and path
 * @param names the field of a 400; {@code member=value}; the most seconds that a 429 asks for;
 *     empty: nothing more
 */
record Refusal(
    String request,
    @Nullable Object body,
    @Nullable String token,
    Map<String, String> headers,
    int status,
    String problem,
    String names) {

  static Refusal row(
      String request,
      @Nullable Object body,
      @Nullable String token,
      int status,
      String problem,
      String names) {
    return new Refusal(request, body, token, Map.of(), status, problem, names);
  }

  static Refusal bad(String request, @Nullable Object body, @Nullable String token, String field) {
    return row(request, body, token, 400, "invalid-request", field);
  }

  static Refusal noSession(String request, @Nullable String token) {
    return row(request, null, token, 401, "no-session", "");
  }

  /** Asks twice, and is told the same in the language that was asked for. */
  void assertInBothLanguages(Api api) {
    Answer english = ask(api, "en");
    Answer french = ask(api, "fr-CA, en;q=0.5");
    assertIs(english, "en");
    assertIs(french, "fr");
    assertThat(french.text("title")).isNotEqualTo(english.text("title"));
    assertThat(french.text("detail")).isNotEqualTo(english.text("detail"));
  }

  private Answer ask(Api api, String language) {
    String[] words = request.split(" ", 2);
    Map<String, String> all = new HashMap<>(headers);
    all.put("Accept-Language", language);
    return api.call(words[0], words[1], body, token, all);
  }

  private void assertIs(Answer answer, String language) {
    assertProblem(answer, status, problem, language);
    if (status == 400) {
      assertThat(StreamSupport.stream(answer.body().path("errors").spliterator(), false))
          .allSatisfy(error -> assertThat(error.path("message").asString("")).isNotBlank())
          .extracting(error -> error.path("field").asString(""))
          .contains(names);
    } else if (names.contains("=")) {
      String[] member = names.split("=", 2);
      assertThat(answer.text(member[0])).isEqualTo(member[1]);
    } else if (!names.isEmpty()) {
      assertThat(retryAfter(answer)).isLessThanOrEqualTo(Integer.parseInt(names));
    }
  }

  /** What every refusal looks like (RFC 9457). */
  static void assertProblem(Answer answer, int status, String problem) {
    assertProblem(answer, status, problem, "en");
  }

  private static void assertProblem(Answer answer, int status, String problem, String language) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.header("Content-Language")).isEqualTo(language);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.text("type")).isEqualTo("urn:twofold:problem:" + problem);
    assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    assertThat(answer.text("title")).isNotBlank();
    assertThat(answer.text("detail")).isNotBlank();
    assertThat(answer.header("Retry-After") != null).isEqualTo(status == 429 || status == 503);
    assertThat(retryAfter(answer)).isPositive();
  }

  /** Seconds; one where it does not apply. */
  static int retryAfter(Answer answer) {
    String seconds = answer.header("Retry-After");
    return seconds == null ? 1 : Integer.parseInt(seconds);
  }

  @Override
  public String toString() {
    return request + " → " + status + " " + problem + " " + names;
  }
}
