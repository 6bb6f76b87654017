package org.twofold.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Subscriber;

/** Only a trusted proxy can name another address than its own. */
@Tag("B11")
class ClientAddressTest {

  private static final String HEADER = "X-Forwarded-For";
  private static final ClientAddress BEHIND_PROXIES =
      new ClientAddress(new ProxySettings(List.of("10.0.0.0/8", "fd00::/8", "192.0.2.7")));

  @Test
  void rotatingForwardedAddressesChangeNothing() {
    Subscriber she = aSubscriber(GatewayUnderTest.shared());

    List<Answer> asked =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    she.api()
                        .post(
                            "/api/v1/password-resets",
                            Map.of("email", she.email()),
                            HEADER,
                            "203.0.113." + i,
                            "Forwarded",
                            "for=203.0.113." + i))
            .toList();

    assertThat(asked).extracting(Answer::status).containsOnly(202);
    assertThat(asked).extracting(answer -> answer.text("id")).containsOnly(asked.get(0).text("id"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | 198.51.100.1               | 203.0.113.9",
        "192.0.2.8   | 198.51.100.1               | 192.0.2.8",
        "10.1.2.3    |                            | 10.1.2.3",
        "10.1.2.3    | 198.51.100.1               | 198.51.100.1",
        "192.0.2.7   | 198.51.100.1               | 198.51.100.1",
        "fd00::1     | 2001:db8::5                | 2001:db8:0:0:0:0:0:5",
        "10.1.2.3    | 198.51.100.1:4711          | 198.51.100.1",
        "10.1.2.3    | [2001:db8::5]:4711         | 2001:db8:0:0:0:0:0:5",
        "10.1.2.3    | ::ffff:198.51.100.1        | 198.51.100.1",
        "10.1.2.3    | 6.6.6.6, 198.51.100.1      | 198.51.100.1",
        "10.1.2.3    | 6.6.6.6,198.51.100.1,10.9.9.9 | 198.51.100.1",
        "10.1.2.3    | 6.6.6.6, 10.9.9.8, 10.9.9.9   | 6.6.6.6",
        "10.1.2.3    | 10.9.9.8, 10.9.9.9         | 10.9.9.8"
      })
  void theClientIsTheFirstThatNoTrustedProxyIs(String peer, String header, String client)
      throws Exception {
    assertThat(from(peer, header)).isEqualTo(InetAddress.ofLiteral(client));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "localhost",
        "198.51.100.1, unknown",
        "198.51.100.1,",
        "300.1.1.1",
        "1",
        "127.1",
        "[198.51.100.1",
        "198.51.100.1 6.6.6.6",
        "fe80::1%eth0",
        "::::",
        "_hidden"
      })
  void whereAProxyNamesNoAddressItIsTheProxy(String header) throws Exception {
    assertThat(from("10.1.2.3", header)).isEqualTo(InetAddress.ofLiteral("10.1.2.3"));
  }

  @Test
  void twoHeadersAreOneList() {
    MockServerHttpRequest request =
        MockServerHttpRequest.get("/")
            .remoteAddress(new InetSocketAddress("10.1.2.3", 5000))
            .header(HEADER, "6.6.6.6")
            .header(HEADER, "198.51.100.1")
            .build();

    assertThat(BEHIND_PROXIES.text(MockServerWebExchange.from(request))).isEqualTo("198.51.100.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "proxy.example.com", "10.0.0.0/x", "fd00::/129"})
  void aProxyThatIsNoAddressStopsTheStart(String proxy) {
    assertThat(new ProxySettings(List.of(proxy)).isOfAddresses()).isFalse();
    assertThat(new ProxySettings(List.of("10.0.0.0/8", "::1")).isOfAddresses()).isTrue();
  }

  private static InetAddress from(String peer, String header) throws Exception {
    MockServerHttpRequest.BaseBuilder<?> request =
        MockServerHttpRequest.get("/")
            .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(peer), 5000));
    if (header != null) {
      request.header(HEADER, header);
    }
    return BEHIND_PROXIES.of(MockServerWebExchange.from(request.build()));
  }
}
