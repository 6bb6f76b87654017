package org.twofold.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.twofold.gateway.login.AssuranceLevel;
import org.twofold.gateway.login.LoginState;

@Tag("E3")
class SessionCookieTest {

  private final MockEnvironment environment = new MockEnvironment();
  private final MockServerWebExchange exchange =
      MockServerWebExchange.from(MockServerHttpRequest.get("/"));

  @Test
  void isAHostCookieThatNoScriptAndNoOtherSiteGets() {
    new SessionCookie(environment).follow(pending("the-token"), exchange);

    assertThat(set("__Host-twofold"))
        .hasToString("__Host-twofold=the-token; Path=/; Secure; HttpOnly; SameSite=Lax");
  }

  @Test
  void inTheLocalProfileItIsWithoutSecureAndUnderAnotherName() {
    environment.setActiveProfiles("local");
    new SessionCookie(environment).follow(pending("the-token"), exchange);

    assertThat(set("twofold")).hasToString("twofold=the-token; Path=/; HttpOnly; SameSite=Lax");
    assertThat(exchange.getResponse().getCookies()).hasSize(1);
  }

  @Test
  void holdsTheSessionOnceThereIsOne() {
    LoginState.Session session =
        new LoginState.Session("the-session", Instant.EPOCH, AssuranceLevel.AAL1, List.of("pwd"));
    LoginState complete = new LoginState("login", null, null, List.of(), null, session, null, true);

    assertThat(new SessionCookie(environment).follow(complete, exchange))
        .isEqualTo("redirect:/settings");
    assertThat(set("__Host-twofold").getValue()).isEqualTo("the-session");
  }

  @Test
  void goesWithTheSession() {
    new SessionCookie(environment).clear(exchange);

    assertThat(set("__Host-twofold").getValue()).isEmpty();
    assertThat(set("__Host-twofold").getMaxAge()).isZero();
    assertThat(set("__Host-twofold").isSecure()).isTrue();
  }

  @Test
  void isReadUnderItsOwnNameOnly() {
    MockServerWebExchange request =
        MockServerWebExchange.from(
            MockServerHttpRequest.get("/").cookie(new HttpCookie("twofold", "planted")));

    assertThat(new SessionCookie(environment).token(request)).isNull();
    environment.setActiveProfiles("local");
    assertThat(new SessionCookie(environment).token(request)).isEqualTo("planted");
  }

  private ResponseCookie set(String name) {
    return exchange.getResponse().getCookies().getFirst(name);
  }

  private static LoginState pending(String token) {
    return new LoginState("login", token, null, List.of(), null, null, null, false);
  }
}
