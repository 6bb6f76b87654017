package org.twofold.gateway.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.login.BearerSessions;
import org.twofold.gateway.problem.Problem;
import reactor.core.publisher.Mono;

/** The activity of one's own account, in the API. */
@RestController
class ActivityController {

  private static final int MOST = 100;

  private final BearerSessions bearer;
  private final Activities activities;

  ActivityController(BearerSessions bearer, Activities activities) {
    this.bearer = bearer;
    this.activities = activities;
  }

  @JsonInclude(Include.NON_NULL)
  record ShownEvent(
      String id,
      String type,
      Instant at,
      @Nullable String method,
      @Nullable String outcome,
      @Nullable String device) {

    static ShownEvent of(Activity.Entry entry) {
      return new ShownEvent(
          entry.eventId(),
          entry.type(),
          entry.at(),
          entry.method(),
          entry.outcome(),
          entry.device());
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
    return bearer
        .of(exchange)
        .flatMap(session -> activities.find(session.account().id()))
        .map(found -> page(found.entries(), before, most))
        .defaultIfEmpty(new ActivityAnswer(List.of(), null));
  }

  private static int limit(String typed) {
    if (!typed.matches("[0-9]{1,3}") || Integer.parseInt(typed) < 1) {
      throw Problem.field("limit", "form");
    }
    return Math.min(Integer.parseInt(typed), MOST);
  }

  private static ActivityAnswer page(
      List<Activity.Entry> entries, @Nullable String before, int most) {
    List<Activity.Entry> newestFirst =
        entries.stream()
            .sorted(
                Comparator.comparing(Activity.Entry::at)
                    .thenComparing(Activity.Entry::eventId)
                    .reversed())
            .toList();
    int start = before == null ? 0 : after(newestFirst, before);
    List<Activity.Entry> page = newestFirst.stream().skip(start).limit(most).toList();
    boolean more = start + page.size() < newestFirst.size();
    return new ActivityAnswer(
        page.stream().map(ShownEvent::of).toList(), more ? page.getLast().eventId() : null);
  }

  private static int after(List<Activity.Entry> entries, String eventId) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).eventId().equals(eventId)) {
        return i + 1;
      }
    }
    throw Problem.field("before", "form");
  }
}
