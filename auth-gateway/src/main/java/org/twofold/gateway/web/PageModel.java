package org.twofold.gateway.web;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.security.web.reactive.result.view.CsrfRequestDataValueProcessor;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;

/** What every page has. */
@Component
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
    model.addAttribute(
        "_csrf",
        exchange.<CsrfToken>getAttribute(CsrfRequestDataValueProcessor.DEFAULT_CSRF_ATTR_NAME));
    exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
  }

  /** A sentence in the language of the page. */
  String text(ServerWebExchange exchange, String key, Object... values) {
    Locale locale = exchange.getLocaleContext().getLocale();
    return texts.getMessage(key, values, locale == null ? Locale.ENGLISH : locale);
  }
}
