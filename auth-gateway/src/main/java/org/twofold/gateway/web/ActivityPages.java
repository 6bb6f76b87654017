package org.twofold.gateway.web;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.activity.Activity;
import org.twofold.gateway.activity.History;
import org.twofold.gateway.login.Session;
import org.twofold.gateway.place.Place;
import reactor.core.publisher.Mono;

/** Activity: what happened on this account, in its owner's words, language and time zone. */
@Controller
class ActivityPages {

  private static final int LINES = 25;

  private final CookieSessions sessions;
  private final History history;
  private final PageModel page;
  private final Clock clock;

  ActivityPages(CookieSessions sessions, History history, PageModel page, Clock clock) {
    this.sessions = sessions;
    this.history = history;
    this.page = page;
    this.clock = clock;
  }

  /**
   * One event.
   *
   * @param from device and place, as far as they are known; else null
   * @param bad whether its owner should look twice
   */
  public record Line(String what, String when, @Nullable String from, boolean bad) {}

  @GetMapping("/activity")
  Mono<String> activity(
      @RequestParam(required = false) @Nullable String before,
      ServerWebExchange exchange,
      Model model) {
    return sessions
        .of(exchange)
        .flatMap(
            session ->
                history
                    .of(session.account().id(), before, LINES)
                    .map(part -> show(session, part, before != null, exchange, model))
                    .defaultIfEmpty("redirect:/activity"))
        .defaultIfEmpty(CookieSessions.ENDED);
  }

  private String show(
      Session session,
      History.Part part,
      boolean isLater,
      ServerWebExchange exchange,
      Model model) {
    PageText text = page.text(exchange, session.account());
    Moments moments = new Moments(session.account().timeZone(), clock, text);
    List<Line> lines = part.entries().stream().map(entry -> line(entry, moments, text)).toList();
    model.addAttribute("loggedIn", true);
    model.addAttribute("at", "activity");
    model.addAttribute("lines", lines);
    model.addAttribute("next", part.next());
    model.addAttribute("isLater", isLater);
    model.addAttribute("zone", session.account().timeZone().replace('_', ' '));
    return "activity";
  }

  private static Line line(Activity.Entry entry, Moments moments, PageText text) {
    String method = entry.method() == null ? "" : text.of("method." + entry.method());
    String key = "activity." + entry.type();
    String what =
        text.first(
            method,
            key + "." + entry.outcome() + (method.isEmpty() ? "" : ".by"),
            key + "." + entry.outcome(),
            key,
            "activity.other");
    return new Line(what, moments.dayAndTime(entry.at()), from(entry, text), isBad(entry));
  }

  private static @Nullable String from(Activity.Entry entry, PageText text) {
    String device = entry.device() == null ? null : text.device(entry.device());
    String place = Place.in(text.locale().getLanguage(), entry.place());
    if (device == null) {
      return place;
    }
    return place == null ? device : device + " · " + place;
  }

  private static boolean isBad(Activity.Entry entry) {
    return entry.type().equals("LoginAttempted") || entry.type().equals("FactorLocked");
  }
}
