package org.twofold.gateway.web.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.web.CookieSessions;
import reactor.core.publisher.Mono;

/** My Settings. */
@Controller
class SettingsPages {

  private final CookieSessions sessions;
  private final Buttons buttons;
  private final SettingsView view;

  SettingsPages(CookieSessions sessions, Buttons buttons, SettingsView view) {
    this.sessions = sessions;
    this.buttons = buttons;
    this.view = view;
  }

  @GetMapping("/settings")
  Mono<String> settings(
      @RequestParam(required = false) @Nullable String say,
      ServerWebExchange exchange,
      Model model) {
    return sessions
        .of(exchange)
        .flatMap(session -> view.first(session, say, exchange, model))
        .defaultIfEmpty(CookieSessions.ENDED);
  }

  @PostMapping("/settings")
  Mono<String> update(SettingsForm form, ServerWebExchange exchange, Model model) {
    return press("update", form, exchange, model);
  }

  /** What a button opened was of one request; its address leads to the page. */
  @GetMapping("/settings/{button}")
  Mono<String> again(@PathVariable String button, ServerWebExchange exchange) {
    return sessions
        .of(exchange)
        .map(session -> "redirect:/settings")
        .defaultIfEmpty(CookieSessions.ENDED);
  }

  @PostMapping("/settings/{button}")
  Mono<String> press(
      @PathVariable String button, SettingsForm form, ServerWebExchange exchange, Model model) {
    return sessions
        .of(exchange)
        .flatMap(session -> buttons.press(button, Visit.of(session, form, exchange), model))
        .defaultIfEmpty(CookieSessions.ENDED);
  }
}
