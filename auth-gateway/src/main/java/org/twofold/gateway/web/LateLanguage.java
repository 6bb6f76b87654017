package org.twofold.gateway.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.View;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import org.thymeleaf.spring6.view.reactive.ThymeleafReactiveView;
import org.thymeleaf.spring6.view.reactive.ThymeleafReactiveViewResolver;
import reactor.core.publisher.Mono;

/**
 * Draws a page in the language that is known when it is drawn. The framework asks for it before the
 * controller has found the account, whose language it is to be.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LateLanguage implements ViewResolver {

  private final ThymeleafReactiveViewResolver pages;

  LateLanguage(ThymeleafReactiveViewResolver pages) {
    this.pages = pages;
  }

  @Override
  public Mono<View> resolveViewName(String name, Locale early) {
    return pages
        .resolveViewName(name, early)
        .map(view -> view instanceof ThymeleafReactiveView ? new Late(name, view) : view);
  }

  private final class Late implements View {

    private final String name;
    private final View early;

    Late(String name, View early) {
      this.name = name;
      this.early = early;
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
      return early.getSupportedMediaTypes();
    }

    @Override
    public Mono<Void> render(
        @Nullable Map<String, ?> model,
        @Nullable MediaType contentType,
        ServerWebExchange exchange) {
      Locale now = LocaleContextHolder.getLocale(exchange.getLocaleContext());
      return pages
          .resolveViewName(name, now)
          .flatMap(view -> view.render(model, contentType, exchange));
    }
  }
}
