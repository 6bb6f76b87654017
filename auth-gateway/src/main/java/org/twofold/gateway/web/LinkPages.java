package org.twofold.gateway.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.client.Clients;
import org.twofold.gateway.link.Link;
import org.twofold.gateway.recovery.MailedLinks;
import org.twofold.gateway.recovery.MailedLinks.State;
import reactor.core.publisher.Mono;

/**
 * What a mailed link leads to: a page that says what it would do, whose button does it. Mail
 * programs look at links by themselves, so looking changes nothing.
 */
@Controller
class LinkPages {

  private final MailedLinks links;
  private final Clients clients;
  private final PageModel page;

  LinkPages(MailedLinks links, Clients clients, PageModel page) {
    this.links = links;
    this.clients = clients;
    this.page = page;
  }

  @GetMapping("/link/{token}")
  Mono<String> look(@PathVariable String token, ServerWebExchange exchange, Model model) {
    return links.look(token).map(state -> show(state, exchange, model));
  }

  @PostMapping("/link/{token}")
  Mono<String> use(@PathVariable String token, ServerWebExchange exchange, Model model) {
    return links.use(token, clients.of(exchange)).map(state -> show(state, exchange, model));
  }

  private String show(State state, ServerWebExchange exchange, Model model) {
    return switch (state) {
      case State.Ready ready -> of(ready.account(), ready.link(), "what", exchange, model);
      case State.Done done -> of(done.account(), done.link(), "done", exchange, model);
      case State.Early early -> {
        page.text(exchange, early.account());
        String from = time(early.from(), early.account(), exchange);
        yield refused(HttpStatus.CONFLICT, "link.early", exchange, model, from);
      }
      case State.Over over -> {
        page.text(exchange, over.account());
        yield refused(HttpStatus.GONE, "link.over", exchange, model);
      }
      case State.Unknown unknown -> refused(HttpStatus.NOT_FOUND, "link.unknown", exchange, model);
    };
  }

  private String of(
      Account account, Link link, String part, ServerWebExchange exchange, Model model) {
    page.text(exchange, account);
    String key = "link." + link.kind();
    String subject =
        link.kind() == Link.Kind.UNLOCK ? page.say(exchange, "verify.way." + link.subject()) : "";
    model.addAttribute("kind", link.kind().name());
    model.addAttribute("title", page.say(exchange, key + ".title"));
    model.addAttribute("action", page.say(exchange, key + ".action"));
    model.addAttribute(part, page.say(exchange, key + "." + part, subject));
    return "link";
  }

  private String refused(
      HttpStatus status, String key, ServerWebExchange exchange, Model model, Object... values) {
    exchange.getResponse().setStatusCode(status);
    model.addAttribute("title", page.say(exchange, key + ".title"));
    model.addAttribute("problem", page.say(exchange, key + ".what", values));
    return "link";
  }

  private String time(Instant moment, Account account, ServerWebExchange exchange) {
    return DateTimeFormatter.ofPattern(page.say(exchange, "link.time"), Locale.of(account.locale()))
        .format(moment.atZone(ZoneId.of(account.timeZone())));
  }
}
