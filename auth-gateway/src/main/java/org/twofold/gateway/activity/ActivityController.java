package org.twofold.gateway.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.login.BearerSessions;
import org.twofold.gateway.place.Place;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemWriter;
import reactor.core.publisher.Mono;

/** The activity of one's own account, in the API. */
@RestController
class ActivityController {

  private static final int MOST = 100;

  private final BearerSessions bearer;
  private final History history;

  ActivityController(BearerSessions bearer, History history) {
    this.bearer = bearer;
    this.history = history;
  }

  @JsonInclude(Include.NON_NULL)
  record ShownEvent(
      String id,
      String type,
      Instant at,
      @Nullable String method,
      @Nullable String outcome,
      @Nullable String device,
      @Nullable String place) {

    static ShownEvent of(Activity.Entry entry, String language) {
      return new ShownEvent(
          entry.eventId(),
          entry.type(),
          entry.at(),
          entry.method(),
          entry.outcome(),
          entry.device(),
          Place.in(language, entry.place()));
    }
  }

  @JsonInclude(Include.NON_NULL)
  record ActivityAnswer(List<ShownEvent> events, @Nullable String next) {}

  /**
   * The newest first.
   *
   * @param before the {@code next} of the page before; null for the first page
   */
  @GetMapping("/api/v1/activity")
  Mono<ActivityAnswer> activity(
      @RequestParam(required = false) @Nullable String before,
      @RequestParam(defaultValue = "50") String limit,
      ServerWebExchange exchange) {
    int most = limit(limit);
    String language = ProblemWriter.language(exchange).getLanguage();
    return bearer
        .of(exchange)
        .flatMap(session -> history.of(session.account().id(), before, most))
        .map(
            part ->
                new ActivityAnswer(
                    part.entries().stream().map(entry -> ShownEvent.of(entry, language)).toList(),
                    part.next()))
        .switchIfEmpty(Mono.error(() -> Problem.field("before", "form")));
  }

  private static int limit(String typed) {
    if (!typed.matches("[0-9]{1,3}") || Integer.parseInt(typed) < 1) {
      throw Problem.field("limit", "form");
    }
    return Math.min(Integer.parseInt(typed), MOST);
  }
}
