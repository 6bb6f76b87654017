package org.twofold.gateway.web;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;

/** What every page has. */
@ControllerAdvice(basePackageClasses = PageModel.class)
class PageModel {

  private final SiteSettings site;
  private final MessageSource texts;

  PageModel(SiteSettings site, MessageSource texts) {
    this.site = site;
    this.texts = texts;
  }

  @ModelAttribute
  void site(Model model, ServerWebExchange exchange) {
    model.addAttribute("supportUrl", site.supportUrl());
    model.addAttribute("inboxUrl", site.inboxUrl());
    model.addAttribute("loggedIn", false);
    exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
  }

  /** Says beside the field why a code was not accepted. */
  void refuse(CodeRefusal refusal, ServerWebExchange exchange, Model model) {
    exchange.getResponse().setStatusCode(refusal.status());
    if (refusal.retryAfter() > 0) {
      exchange
          .getResponse()
          .getHeaders()
          .set(HttpHeaders.RETRY_AFTER, Long.toString(refusal.retryAfter()));
    }
    model.addAttribute("problem", text(exchange, refusal.key(), refusal.values()));
  }

  /** A sentence in the language of the page. */
  String text(ServerWebExchange exchange, String key, Object... values) {
    Locale locale = exchange.getLocaleContext().getLocale();
    return texts.getMessage(key, values, locale == null ? Locale.ENGLISH : locale);
  }
}
