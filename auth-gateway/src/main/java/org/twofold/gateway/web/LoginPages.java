package org.twofold.gateway.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.client.Clients;
import org.twofold.gateway.login.PasswordLogin;
import org.twofold.gateway.login.SessionAuthenticator;
import reactor.core.publisher.Mono;

/** Log In and Log Out. */
@Controller
class LoginPages {

  private static final int LONGEST = 320;

  private final PasswordLogin passwordLogin;
  private final SessionAuthenticator sessions;
  private final CookieSessions present;
  private final SessionCookie cookie;
  private final Clients clients;
  private final PageModel page;

  LoginPages(
      PasswordLogin passwordLogin,
      SessionAuthenticator sessions,
      CookieSessions present,
      SessionCookie cookie,
      Clients clients,
      PageModel page) {
    this.passwordLogin = passwordLogin;
    this.sessions = sessions;
    this.present = present;
    this.cookie = cookie;
    this.clients = clients;
    this.page = page;
  }

  /** Fields of the forms; null where a form left one out. */
  record LoginForm(@Nullable String email, @Nullable String password) {
    @Override
    public String toString() {
      return "LoginForm[•••]";
    }
  }

  @GetMapping("/")
  Mono<String> start(ServerWebExchange exchange) {
    return present
        .of(exchange)
        .map(session -> "redirect:/settings")
        .defaultIfEmpty("redirect:/login");
  }

  @GetMapping("/login")
  String login(
      @RequestParam(required = false) @Nullable String say,
      ServerWebExchange exchange,
      Model model) {
    if (say != null && say.matches("created|loggedOut|again|sessionEnded|erased|reset")) {
      model.addAttribute("done", page.say(exchange, "login." + say));
    }
    return "login";
  }

  @PostMapping("/login")
  Mono<String> logIn(LoginForm form, ServerWebExchange exchange, Model model) {
    String email = form.email() == null ? "" : form.email();
    String password = form.password() == null ? "" : form.password();
    if (email.length() > LONGEST || password.length() > LONGEST) {
      return Mono.just(wrong("", exchange, model));
    }
    return passwordLogin
        .logIn(new PasswordLogin.Attempt(email, password, clients.of(exchange)))
        .map(state -> cookie.follow(state, exchange))
        .switchIfEmpty(Mono.fromSupplier(() -> wrong(email, exchange, model)));
  }

  private String wrong(String email, ServerWebExchange exchange, Model model) {
    exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
    model.addAttribute("email", email.isEmpty() ? null : email);
    model.addAttribute("problem", page.say(exchange, "login.wrong"));
    return "login";
  }

  @PostMapping("/logout")
  Mono<String> logOut(ServerWebExchange exchange) {
    return present
        .of(exchange)
        .flatMap(sessions::logOut)
        .then(
            Mono.fromSupplier(
                () -> {
                  cookie.clear(exchange);
                  return "redirect:/login?say=loggedOut";
                }));
  }
}
