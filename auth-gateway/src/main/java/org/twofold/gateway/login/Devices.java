package org.twofold.gateway.login;

import org.springframework.stereotype.Component;
import org.twofold.gateway.client.Client;
import reactor.core.publisher.Mono;

/** From where logins were made. */
@Component
public class Devices {

  private final Logins logins;

  Devices(Logins logins) {
    this.logins = logins;
  }

  /** Who began a login or session; empty where that is not known any more. */
  public Mono<Client> of(String loginId) {
    return logins.find(loginId).map(login -> new Client(login.device(), login.place(), null));
  }
}
