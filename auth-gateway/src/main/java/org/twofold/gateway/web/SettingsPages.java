package org.twofold.gateway.web;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Contacts;
import org.twofold.gateway.login.Session;
import org.twofold.gateway.login.SessionAuthenticator;
import org.twofold.gateway.settings.Profile;
import org.twofold.gateway.settings.SecuritySettings;
import reactor.core.publisher.Mono;

/** My Settings. */
@Controller
class SettingsPages {

  private static final String ENDED = "redirect:/login?say=sessionEnded";
  private static final List<String> LANGUAGES = List.of("en", "fr");
  private static final List<String> TIME_ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(zone -> zone.contains("/") || zone.equals("UTC"))
          .filter(zone -> !zone.startsWith("Etc/") && !zone.startsWith("SystemV/"))
          .sorted()
          .toList();

  private final SessionAuthenticator sessions;
  private final SecuritySettings security;
  private final Profile profile;
  private final Contacts contacts;
  private final SessionCookie cookie;
  private final PageModel page;

  SettingsPages(
      SessionAuthenticator sessions,
      SecuritySettings security,
      Profile profile,
      Contacts contacts,
      SessionCookie cookie,
      PageModel page) {
    this.sessions = sessions;
    this.security = security;
    this.profile = profile;
    this.contacts = contacts;
    this.cookie = cookie;
    this.page = page;
  }

  record SettingsForm(
      @Nullable Long version,
      @Nullable Boolean email,
      @Nullable String timeZone,
      @Nullable String locale) {}

  @GetMapping("/settings")
  Mono<String> settings(
      @RequestParam(required = false) @Nullable String say,
      ServerWebExchange exchange,
      Model model) {
    return sessions
        .authenticate(cookie.token(exchange))
        .map(
            session -> {
              String view = show(session.account(), exchange, model);
              model.addAttribute("done", done(say, exchange));
              return view;
            })
        .defaultIfEmpty(ENDED);
  }

  @PostMapping("/settings")
  Mono<String> update(SettingsForm form, ServerWebExchange exchange, Model model) {
    return sessions
        .authenticate(cookie.token(exchange))
        .flatMap(session -> update(session, form, exchange, model))
        .defaultIfEmpty(ENDED);
  }

  private Mono<String> update(
      Session session, SettingsForm form, ServerWebExchange exchange, Model model) {
    long version = form.version() == null ? -1 : form.version();
    boolean email = Boolean.TRUE.equals(form.email());
    return security
        .change(
            session,
            new SecuritySettings.Wish(
                version, email, session.account().smsEnabled(), session.account().totpEnabled()))
        .flatMap(
            outcome ->
                switch (outcome) {
                  case SecuritySettings.Outcome.Saved saved ->
                      profile(session, saved.account(), form).map(account -> saved(saved));
                  case SecuritySettings.Outcome.ReauthenticationRequired old ->
                      Mono.just(refused(session, "settings.loginAgain", exchange, model));
                  default ->
                      Mono.just(refused(session, "settings.changedMeanwhile", exchange, model));
                });
  }

  private Mono<Account> profile(Session session, Account account, SettingsForm form) {
    String locale = one(LANGUAGES, form.locale(), account.locale());
    String timeZone = one(TIME_ZONES, form.timeZone(), account.timeZone());
    return locale.equals(account.locale()) && timeZone.equals(account.timeZone())
        ? Mono.just(account)
        : profile.change(session, locale, timeZone);
  }

  private static String one(List<String> known, @Nullable String chosen, String present) {
    return chosen != null && known.contains(chosen) ? chosen : present;
  }

  /**
   * The page is asked for anew: a reload sends nothing twice, and the language is the saved one.
   */
  private static String saved(SecuritySettings.Outcome.Saved saved) {
    boolean enabled = saved.changed() && saved.account().emailEnabled();
    return "redirect:/settings?say=" + (enabled ? "emailEnabled" : "updated");
  }

  private List<String> done(@Nullable String say, ServerWebExchange exchange) {
    return switch (say) {
      case "emailEnabled" ->
          List.of(
              page.text(exchange, "settings.emailEnabled"),
              page.text(exchange, "settings.updated"));
      case "updated" -> List.of(page.text(exchange, "settings.updated"));
      case null, default -> List.of();
    };
  }

  private String refused(Session session, String key, ServerWebExchange exchange, Model model) {
    exchange.getAttributes().put(Languages.OF_ACCOUNT, session.account().locale());
    model.addAttribute("problem", page.text(exchange, key));
    return show(session.account(), exchange, model);
  }

  private String show(Account account, ServerWebExchange exchange, Model model) {
    exchange.getAttributes().put(Languages.OF_ACCOUNT, account.locale());
    model.addAttribute("loggedIn", true);
    model.addAttribute("email", contacts.address(account).canonical());
    model.addAttribute("hint", contacts.address(account).hint());
    model.addAttribute("emailEnabled", account.emailEnabled());
    model.addAttribute("version", account.version());
    model.addAttribute("timeZones", TIME_ZONES);
    model.addAttribute("timeZone", account.timeZone());
    model.addAttribute("language", account.locale().toLowerCase(Locale.ROOT));
    return "settings";
  }
}
