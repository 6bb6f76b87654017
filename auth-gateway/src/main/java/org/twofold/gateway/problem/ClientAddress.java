package org.twofold.gateway.problem;

import java.net.InetSocketAddress;
import org.springframework.web.server.ServerWebExchange;

/** From where a request came, as far as its connection tells. */
public final class ClientAddress {

  private ClientAddress() {}

  /** The address as text; {@code unknown} where the connection tells none. */
  public static String of(ServerWebExchange exchange) {
    InetSocketAddress client = exchange.getRequest().getRemoteAddress();
    return client == null || client.getAddress() == null
        ? "unknown"
        : client.getAddress().getHostAddress();
  }
}
