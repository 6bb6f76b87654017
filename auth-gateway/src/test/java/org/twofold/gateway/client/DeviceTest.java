package org.twofold.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Firefox, Linux",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/142.0.0.0 Safari/537.36 | Chrome, Windows",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0 | Edge, Windows",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " Version/18.6 Safari/605.1.15 | Safari, Mac",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
            + " Gecko) Version/18.6 Mobile/15E148 Safari/604.1 | Safari, iPhone",
        "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " CriOS/142.0 Mobile/15E148 Safari/604.1 | Chrome, iPad",
        "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/142.0.0.0 Mobile Safari/537.36 | Chrome, Android",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/141.0.0.0 Safari/537.36 OPR/125.0.0.0 | Opera, Linux"
      })
  void namesBrowserAndSystem(String userAgent, String device) {
    assertThat(Device.of(userAgent)).isEqualTo(device);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "curl/8.14.1", "Firefox/140.0", "Linux", "firefox linux"})
  void namesNothingWhereEitherIsUnknown(String userAgent) {
    assertThat(Device.of(userAgent)).isNull();
  }

  @Test
  void namesNothingWhereNothingWasSent() {
    assertThat(Device.of(null)).isNull();
  }

  @Test
  @Tag("F4")
  void nothingThatAClientTypedGetsAnyFurther() {
    assertThat(Device.of("<b>Firefox/</b> http://evil.example Linux {{7*7}}\r\nBcc: x"))
        .isEqualTo("Firefox, Linux");
  }
}
