package org.twofold.gateway.web;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.login.Delivery;
import org.twofold.gateway.login.LoginState;
import org.twofold.gateway.password.PasswordRule;

/** What every page has. */
@ControllerAdvice(basePackageClasses = PageModel.class)
public class PageModel {

  /** htmx: the status that ends asking again and again. */
  private static final int ASK_NO_MORE = 286;

  private final SiteSettings site;
  private final MessageSource texts;
  private final Clock clock;

  PageModel(SiteSettings site, MessageSource texts, Clock clock) {
    this.site = site;
    this.texts = texts;
    this.clock = clock;
  }

  @ModelAttribute
  void site(Model model, ServerWebExchange exchange) {
    model.addAttribute("supportUrl", site.supportUrl());
    model.addAttribute("inboxUrl", site.inboxUrl());
    model.addAttribute("loggedIn", false);
    exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
    stay(exchange);
  }

  /** What a form answers without a redirect has no address of its own: htmx keeps the present. */
  private static void stay(ServerWebExchange exchange) {
    if (HttpMethod.POST.equals(exchange.getRequest().getMethod())) {
      exchange.getResponse().getHeaders().set("HX-Push-Url", "false");
    }
  }

  /** Says beside the field why what was typed was not accepted. */
  public void refuse(CodeRefusal refusal, ServerWebExchange exchange, Model model) {
    exchange.getResponse().setStatusCode(refusal.status());
    if (refusal.retryAfter() > 0) {
      exchange
          .getResponse()
          .getHeaders()
          .set(HttpHeaders.RETRY_AFTER, Long.toString(refusal.retryAfter()));
    }
    model.addAttribute("problem", say(exchange, refusal.key(), refusal.values()));
  }

  /** Says beside the field why a new password is not taken. */
  void judge(PasswordRule.Verdict verdict, ServerWebExchange exchange, Model model) {
    switch (verdict) {
      case LENGTH -> model.addAttribute("passwordProblem", say(exchange, "signup.passwordShort"));
      case COMMON -> model.addAttribute("passwordProblem", say(exchange, "signup.passwordCommon"));
      case FINE -> {}
    }
  }

  /** A sentence in the language of the page. */
  public String say(ServerWebExchange exchange, String key, Object... values) {
    return text(exchange).of(key, values);
  }

  private PageText text(ServerWebExchange exchange) {
    Locale locale = exchange.getLocaleContext().getLocale();
    return new PageText(texts, locale == null ? Locale.ENGLISH : locale);
  }

  /** The sentences for the owner of an account, whose language the page has from now on. */
  public PageText text(ServerWebExchange exchange, Account account) {
    return text(exchange, account.locale());
  }

  PageText text(ServerWebExchange exchange, String language) {
    exchange.getAttributes().put(Languages.OF_ACCOUNT, language);
    return text(exchange);
  }

  /** What a page that waits for a code says of its sending; null where nothing is sent. */
  public void sending(LoginState.@Nullable Challenge challenge, String askAt, Model model) {
    if (challenge != null) {
      model.addAttribute("delivery", challenge.delivery().name());
      model.addAttribute("askAt", askAt);
      model.addAttribute("isFinal", isFinal(challenge.delivery()));
      model.addAttribute("resendIn", seconds(challenge));
    }
  }

  private static boolean isFinal(Delivery delivery) {
    return switch (delivery) {
      case DELIVERED, FAILED, LIMITED -> true;
      default -> false;
    };
  }

  private long seconds(LoginState.Challenge challenge) {
    Duration left = Duration.between(clock.instant(), challenge.resendAt());
    return Math.max(0, left.plusMillis(999).toSeconds());
  }

  /**
   * The part of a page that says what became of the sending, for one who asks again and again.
   *
   * @param challenge null where there is none any more
   * @param seen what she was told last: nothing is answered while it stands
   */
  public String delivery(
      LoginState.@Nullable Challenge challenge,
      String seen,
      String askAt,
      ServerWebExchange exchange,
      Model model) {
    if (challenge == null || isFinal(challenge.delivery())) {
      exchange.getResponse().setRawStatusCode(ASK_NO_MORE);
    } else if (challenge.delivery().name().equals(seen)) {
      exchange.getResponse().setRawStatusCode(204);
    }
    sending(challenge, askAt, model);
    return "delivery :: state";
  }
}
