package org.twofold.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.i18n.LocaleContextResolver;

class LanguagesTest {

  private final LocaleContextResolver languages = new Languages().localeContextResolver();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fr | fr",
        "fr-CA,fr;q=0.9,en;q=0.8 | fr",
        "en-GB,en;q=0.9,fr;q=0.1 | en",
        "de,fr;q=0.5,en;q=0.4 | fr",
        "de | en",
        "fr;q=0 | en",
        "* | en",
        "FR | fr",
        "'' | en",
        "not a language; at all | en",
        "fr;q=2 | en",
        "${7*7},../../etc/passwd | en"
      })
  void speaksTheBrowsersLanguageElseEnglish(String accepted, String spoken) {
    assertThat(spoken(request(accepted))).isEqualTo(Locale.of(spoken));
  }

  @Test
  void speaksEnglishWhereNothingIsAskedFor() {
    assertThat(spoken(MockServerWebExchange.from(MockServerHttpRequest.get("/"))))
        .isEqualTo(Locale.ENGLISH);
  }

  @Test
  void theAccountsLanguageGoesBeforeTheBrowsers() {
    MockServerWebExchange exchange = request("en");
    exchange.getAttributes().put(Languages.OF_ACCOUNT, "fr");

    assertThat(spoken(exchange)).isEqualTo(Locale.FRENCH);
  }

  private Locale spoken(MockServerWebExchange exchange) {
    return languages.resolveLocaleContext(exchange).getLocale();
  }

  private static MockServerWebExchange request(String accepted) {
    return MockServerWebExchange.from(
        MockServerHttpRequest.get("/").header("Accept-Language", accepted));
  }
}
