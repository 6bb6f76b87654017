package org.twofold.gateway.login;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where logins were made. */
@Component
public class Devices {

  private final Logins logins;

  Devices(Logins logins) {
    this.logins = logins;
  }

  /** Browser and system of a login or session; empty where not known, or no more. */
  public Mono<String> of(String loginId) {
    return logins.find(loginId).mapNotNull(Login::device);
  }
}
