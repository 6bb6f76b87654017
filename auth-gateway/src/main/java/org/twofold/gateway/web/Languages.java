package org.twofold.gateway.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.i18n.LocaleContextResolver;
import org.twofold.gateway.problem.ProblemWriter;

/** The language of a page: the account's, else the browser's, else English. */
@Configuration(proxyBeanMethods = false)
class Languages {

  /** Attribute of an exchange: the account's language, once it is known. */
  static final String OF_ACCOUNT = Languages.class.getName();

  @Bean
  LocaleContextResolver localeContextResolver() {
    return new LocaleContextResolver() {
      @Override
      public LocaleContext resolveLocaleContext(ServerWebExchange exchange) {
        return exchange.getAttribute(OF_ACCOUNT) instanceof String language
            ? new SimpleLocaleContext(Locale.of(language))
            : new SimpleLocaleContext(ProblemWriter.language(exchange));
      }

      @Override
      public void setLocaleContext(
          ServerWebExchange exchange, @Nullable LocaleContext localeContext) {
        throw new UnsupportedOperationException("The language is the account's or the browser's");
      }
    };
  }
}
