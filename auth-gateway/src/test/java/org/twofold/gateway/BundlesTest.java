package org.twofold.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twofold.events.FactorChange;
import org.twofold.gateway.login.Delivery;

/** Both languages are complete, and say everything that is asked of them. */
class BundlesTest {

  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern PLACES = Pattern.compile("\\{\\d+}");

  /** What a template puts together from a value. */
  private static final Set<String> PUT_TOGETHER =
      Set.of("verify.", "verify.way.", "delivery.", "login.");

  @ParameterizedTest
  @ValueSource(strings = {"pages", "problems"})
  void bothLanguagesSayTheSameThings(String bundle) {
    Properties english = bundle(bundle);
    Properties french = bundle(bundle + "_fr");

    assertThat(french.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(english.getProperty(key)).as(key).isNotBlank();
      assertThat(french.getProperty(key)).as(key).isNotBlank();
      assertThat(matches(PLACES, french.getProperty(key)))
          .as(key)
          .isEqualTo(matches(PLACES, english.getProperty(key)));
    }
  }

  /** A single quote would be swallowed, and a place after it not filled. */
  @ParameterizedTest
  @ValueSource(strings = {"pages", "pages_fr", "problems", "problems_fr"})
  void everyApostropheIsWrittenTwice(String bundle) {
    bundle(bundle)
        .forEach(
            (key, text) ->
                assertThat(text.toString().replace("''", "")).as("%s", key).doesNotContain("'"));
  }

  @Test
  void everyKeyOfATemplateIsThere() {
    Set<String> used =
        matches(Pattern.compile("#\\{([a-zA-Z.]+)[}(]"), text(RESOURCES.resolve("templates")));

    assertThat(used).hasSizeGreaterThan(30);
    assertThat(bundle("pages").stringPropertyNames()).containsAll(used);
  }

  @Test
  void everyKeyThatAPageSaysIsThere() {
    Set<String> used =
        matches(
            Pattern.compile(
                "\"((?:page|login|signup|reset|verify|delivery|settings)\\.[a-zA-Z.]*)\""),
            text(SOURCES.resolve("org/twofold/gateway/web")));

    used.removeAll(PUT_TOGETHER);
    assertThat(used).hasSizeGreaterThan(10);
    assertThat(bundle("pages").stringPropertyNames()).containsAll(used);
  }

  @Test
  void whatIsPutTogetherIsThere() {
    assertThat(bundle("pages").stringPropertyNames())
        .contains("verify.EMAIL", "verify.SMS", "verify.TOTP")
        .containsAll(
            Stream.of(
                    "changesStopped",
                    "forbidden",
                    "notFound",
                    "unavailable",
                    "badRequest",
                    "unexpected")
                .map(kind -> "error." + kind)
                .toList())
        .containsAll(Arrays.stream(Delivery.values()).map(state -> "delivery." + state).toList())
        .containsAll(
            Stream.of("NOT_ME", "UNLOCK", "CANCEL")
                .flatMap(
                    kind ->
                        Stream.of("title", "what", "action", "done")
                            .map(part -> "link." + kind + "." + part))
                .toList())
        .containsAll(
            Stream.of("early", "over", "unknown")
                .flatMap(
                    state -> Stream.of("title", "what").map(part -> "link." + state + "." + part))
                .toList())
        .containsAll(
            Stream.of("created", "loggedOut", "again", "sessionEnded", "reset")
                .map(say -> "login." + say)
                .toList());
  }

  @Test
  void everyChangeOfAFactorHasASentenceInTheActivity() {
    assertThat(bundle("pages").stringPropertyNames())
        .containsAll(
            Arrays.stream(FactorChange.values())
                .filter(change -> change != FactorChange.UNKNOWN)
                .map(change -> "activity.FactorChanged." + change + ".by")
                .toList());
  }

  @Test
  void everyQuestionHasItsTwoAnswers() {
    Set<String> questions =
        matches(
            Pattern.compile("(?s)Panel\\.Question\\(.*?\"(settings\\.[a-zA-Z]+)\"\\)"),
            text(SOURCES.resolve("org/twofold/gateway/web/settings")));

    assertThat(questions).hasSizeGreaterThan(2);
    assertThat(bundle("pages").stringPropertyNames())
        .containsAll(questions.stream().map(question -> question + ".yes").toList())
        .containsAll(questions.stream().map(question -> question + ".no").toList());
  }

  @Test
  void everyFieldThatIsRefusedSaysWhy() {
    Set<String> used =
        matches(Pattern.compile("Problem\\s*\\.field\\(.+?,\\s*\"([a-z-]+)\"\\)"), text(SOURCES));

    assertThat(used).hasSizeGreaterThan(8);
    assertThat(bundle("problems").stringPropertyNames())
        .containsAll(used.stream().map(key -> "field." + key).toList());
  }

  private static Set<String> matches(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(matcher.groupCount()));
    }
    return found;
  }

  private static Properties bundle(String name) {
    Properties bundle = new Properties();
    try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(name + ".properties"))) {
      bundle.load(reader);
      return bundle;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      StringBuilder text = new StringBuilder();
      for (Path file : all) {
        text.append(Files.readString(file)).append('\n');
      }
      return text.toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
