package org.twofold.gateway.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webflux.error.DefaultErrorAttributes;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.twofold.gateway.link.ChangesStoppedException;
import org.twofold.gateway.mfa.UnavailableException;
import org.twofold.gateway.password.OverloadedException;

/**
 * What the error page says: what happened, what was not lost, what to do. Nothing of the inside
 * gets there.
 */
@Component
class PageErrors extends DefaultErrorAttributes {

  private static final int FORBIDDEN = 403;
  private static final int TOO_LARGE = 413;
  private static final int BUSY = 503;

  /** Seconds. */
  private static final String SOON = "2";

  private final SiteSettings site;

  PageErrors(SiteSettings site) {
    this.site = site;
  }

  @Override
  public Map<String, @Nullable Object> getErrorAttributes(
      ServerRequest request, ErrorAttributeOptions options) {
    int status = status(request, options);
    if (status == BUSY) {
      request.exchange().getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, SOON);
    }
    Map<String, @Nullable Object> page = new LinkedHashMap<>();
    page.put("status", status);
    page.put("kind", isStopped(request) ? "changesStopped" : kind(status));
    page.put("supportUrl", site.supportUrl());
    page.put("loggedIn", false);
    return page;
  }

  private int status(ServerRequest request, ErrorAttributeOptions options) {
    return switch (getError(request)) {
      case ChangesStoppedException stopped -> FORBIDDEN;
      case UnavailableException away -> BUSY;
      case OverloadedException full -> BUSY;
      case DataAccessException away -> BUSY;
      case DataBufferLimitException large -> TOO_LARGE;
      default ->
          super.getErrorAttributes(request, options).get("status") instanceof Integer known
              ? known
              : 500;
    };
  }

  private boolean isStopped(ServerRequest request) {
    return getError(request) instanceof ChangesStoppedException;
  }

  /** Which of the bundle's sentences. */
  private static String kind(int status) {
    return switch (status) {
      case 403 -> "forbidden";
      case 404, 405 -> "notFound";
      case BUSY -> "unavailable";
      default -> status < 500 ? "badRequest" : "unexpected";
    };
  }
}
