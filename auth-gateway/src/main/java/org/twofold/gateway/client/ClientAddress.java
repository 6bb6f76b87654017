package org.twofold.gateway.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * From where a request came: the other end of its connection, unless that is a trusted proxy. Then
 * it is whom the proxy names, which is the last entry of X-Forwarded-For; what stands further left
 * was sent by others and is believed only as far as each entry names a trusted proxy again (B11).
 */
@Component
public class ClientAddress {

  private static final String HEADER = "X-Forwarded-For";

  /** Proxies that anybody has in a row; what is longer was made up. */
  private static final int MOST_PROXIES = 10;

  /** What proxies write around an address: a port, and brackets where it is of version 6. */
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[(?<six>[^\\]]*)](:\\d{1,5})?|(?<four>[^:]*):\\d{1,5}");

  private final List<Network> trusted;

  ClientAddress(ProxySettings settings) {
    this.trusted = settings.networks();
  }

  /** The address; null where the connection tells none. */
  public @Nullable InetAddress of(ServerWebExchange exchange) {
    InetSocketAddress peer = exchange.getRequest().getRemoteAddress();
    InetAddress client = peer == null ? null : peer.getAddress();
    if (client == null || !isTrusted(client)) {
      return client;
    }
    return behind(client, exchange.getRequest().getHeaders().getOrEmpty(HEADER));
  }

  /** The address as text; {@code unknown} where the connection tells none. */
  public String text(ServerWebExchange exchange) {
    return text(of(exchange));
  }

  static String text(@Nullable InetAddress client) {
    return client == null ? "unknown" : client.getHostAddress();
  }

  /** Where a trusted proxy names nobody, or nothing that is an address, it is the proxy itself. */
  private InetAddress behind(InetAddress proxy, List<String> header) {
    String[] entries = String.join(",", header).split(",", -1);
    InetAddress client = proxy;
    int last = entries.length - 1;
    for (int i = last; i >= 0 && last - i < MOST_PROXIES && isTrusted(client); i--) {
      Optional<InetAddress> named = address(entries[i].strip());
      if (named.isEmpty()) {
        return client;
      }
      client = named.get();
    }
    return client;
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  private static Optional<InetAddress> address(String entry) {
    Matcher matcher = WITH_PORT.matcher(entry);
    if (!matcher.matches()) {
      return Network.literal(entry);
    }
    String six = matcher.group("six");
    return Network.literal(six == null ? matcher.group("four") : six);
  }
}
