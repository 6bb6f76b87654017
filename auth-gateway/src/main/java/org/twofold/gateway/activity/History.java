package org.twofold.gateway.activity;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What happened on an account lately, for its owner, the newest first. */
@Component
public class History {

  private static final Comparator<Activity.Entry> NEWEST_FIRST =
      Comparator.comparing(Activity.Entry::at).thenComparing(Activity.Entry::eventId).reversed();

  private final Activities activities;

  History(Activities activities) {
    this.activities = activities;
  }

  /**
   * Some of it.
   *
   * @param next where the next part begins; null where this is the last
   */
  public record Part(List<Activity.Entry> entries, @Nullable String next) {}

  /**
   * A part.
   *
   * @param before the {@code next} of the part before; null for the first
   * @return empty where {@code before} is none of this account's
   */
  public Mono<Part> of(String userId, @Nullable String before, int most) {
    return activities
        .find(userId)
        .map(Activity::entries)
        .defaultIfEmpty(List.of())
        .flatMap(all -> Mono.justOrEmpty(part(all, before, most)));
  }

  private static Optional<Part> part(List<Activity.Entry> all, @Nullable String before, int most) {
    List<Activity.Entry> sorted = all.stream().sorted(NEWEST_FIRST).toList();
    int start = before == null ? 0 : 1 + place(sorted, before);
    if (before != null && start == 0) {
      return Optional.empty();
    }
    List<Activity.Entry> part = sorted.stream().skip(start).limit(most).toList();
    boolean isMore = start + part.size() < sorted.size();
    return Optional.of(new Part(part, isMore ? part.getLast().eventId() : null));
  }

  private static int place(List<Activity.Entry> entries, String eventId) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).eventId().equals(eventId)) {
        return i;
      }
    }
    return -1;
  }
}
