package org.twofold.gateway.web.settings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Contacts;
import org.twofold.gateway.login.Session;
import org.twofold.gateway.login.Sessions;
import org.twofold.gateway.web.CodeRefusal;
import org.twofold.gateway.web.PageModel;
import org.twofold.gateway.web.PageText;
import reactor.core.publisher.Mono;

/** Draws the page after a step. */
@Component
class SettingsView {

  private final Sessions sessions;
  private final Contacts contacts;
  private final PageModel page;
  private final Clock clock;

  SettingsView(Sessions sessions, Contacts contacts, PageModel page, Clock clock) {
    this.sessions = sessions;
    this.contacts = contacts;
    this.page = page;
    this.clock = clock;
  }

  /**
   * The page as it stands.
   *
   * @param say what a redirect was for; null where nothing
   */
  Mono<String> first(
      Session session, @Nullable String say, ServerWebExchange exchange, Model model) {
    PageText text = page.text(exchange, session.account());
    model.addAttribute("done", said(say, text));
    return draw(session, Draft.of(session.account()), null, exchange, model);
  }

  private static List<String> said(@Nullable String say, PageText text) {
    return switch (say) {
      case "emailEnabled" -> List.of(text.of("settings.emailEnabled"), text.of("settings.updated"));
      case "updated" -> List.of(text.of("settings.updated"));
      case null, default -> List.of();
    };
  }

  /** The page after a step. */
  Mono<String> show(Step step, Visit visit, Model model) {
    ServerWebExchange exchange = visit.exchange();
    model.addAttribute("kept", visit.form());
    return switch (step) {
      case Step.Leave leave -> Mono.just(leave.view());
      case Step.Open open -> draw(visit.session(), visit.draft(), open.panel(), exchange, model);
      case Step.Changed changed -> {
        PageText text = page.text(exchange, changed.account());
        model.addAttribute("done", List.of(text.of(changed.said())));
        yield draw(
            visit.session().of(changed.account()),
            changed.draft(),
            changed.panel(),
            exchange,
            model);
      }
      case Step.Refused refused -> {
        refuse(refused.why(), refused.field(), visit.account(), exchange, model);
        yield draw(visit.session(), visit.draft(), refused.panel(), exchange, model);
      }
      case Step.Prove prove -> throw new IllegalStateException("Asked for before");
    };
  }

  private void refuse(
      CodeRefusal why, String field, Account account, ServerWebExchange exchange, Model model) {
    page.text(exchange, account);
    page.refuse(why, exchange, model);
    model.addAttribute("problemField", field);
  }

  private Mono<String> draw(
      Session session,
      Draft draft,
      @Nullable Panel panel,
      ServerWebExchange exchange,
      Model model) {
    Account account = session.account();
    PageText text = page.text(exchange, account);
    return sessions
        .of(session)
        .map(
            devices -> {
              SettingsLines lines = new SettingsLines(account, contacts, clock, text);
              model.addAttribute("loggedIn", true);
              model.addAttribute("at", "settings");
              model.addAttribute("email", contacts.address(account).canonical());
              model.addAttribute("lines", lines);
              model.addAttribute("draft", draft);
              model.addAttribute("saved", Draft.of(account));
              model.addAttribute("changes", draft.changes(account));
              model.addAttribute("devices", devices.stream().map(lines::device).toList());
              model.addAttribute("panel", panel);
              model.addAttribute("place", panel == null ? "" : panel.place().name());
              model.addAttribute("timeZones", TimeZones.ALL);
              if (panel
                      instanceof
                      Panel.ContactCode(Place where, String id, String typed, Instant again)
                  && again != null) {
                model.addAttribute(
                    "resendIn", Duration.between(clock.instant(), again).toSeconds() + 1);
              }
              if (panel instanceof Panel.CodeProof proof && proof.isSent()) {
                page.sending(proof.state().challenge(), ProofPages.DELIVERY, model);
              }
              return "settings";
            });
  }
}
