package org.twofold.stack.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser gets of the inbox. */
class InboxPageTest {

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
  void showsTheCodeAndEscapesEverythingElse() throws Exception {
    inbox.send(ADA, "493107 <script>alert(1)</script>", "\"'&<b>bold</b>", null);

    HttpResponse<String> page = inbox.call("GET", "/", null);

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
    inbox.send(ADA, "hello", "text", "<p style=\"color:red\">html</p><script>alert(1)</script>");
    String id = inbox.messages("").get(0).path("id").asString();

    HttpResponse<String> mail = inbox.call("GET", "/messages/" + id, null);

    assertThat(mail.statusCode()).isEqualTo(200);
    assertThat(mail.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("sandbox; default-src 'none'"));
    assertThat(inbox.call("GET", "/messages/none", null).statusCode()).isEqualTo(404);
  }

  @Test
  void saysNotModifiedUntilSomethingComes() throws Exception {
    String tag = inbox.call("GET", "/list", null).headers().firstValue("ETag").orElseThrow();
    assertThat(inbox.listSince(tag)).isEqualTo(304);

    inbox.send(ADA, "new", "text", null);

    assertThat(inbox.listSince(tag)).isEqualTo(200);
  }

  @Test
  void refusesAnotherSiteThatComesThroughTheBrowser() throws Exception {
    HttpRequest foreign =
        inbox.request("/api/messages").header("Sec-Fetch-Site", "cross-site").GET().build();

    assertThat(inbox.send(foreign).statusCode()).isEqualTo(403);
  }
}
