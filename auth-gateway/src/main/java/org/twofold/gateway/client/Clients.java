package org.twofold.gateway.client;

import java.net.InetAddress;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.place.Places;

/** Says who is at the other end of a request. */
@Component
public class Clients {

  private final ClientAddress addresses;
  private final Places places;

  Clients(ClientAddress addresses, Places places) {
    this.addresses = addresses;
    this.places = places;
  }

  /** From its User-Agent and its address; either may say nothing. */
  public Client of(ServerWebExchange exchange) {
    String agent = exchange.getRequest().getHeaders().getFirst(HttpHeaders.USER_AGENT);
    InetAddress address = addresses.of(exchange);
    return new Client(Device.of(agent), places.of(address), address);
  }
}
