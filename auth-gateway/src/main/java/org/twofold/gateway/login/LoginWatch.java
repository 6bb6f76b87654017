package org.twofold.gateway.login;

import java.time.Duration;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells the one who waits how her login goes on, as server-sent events: one at once, then each
 * change, a comment now and then so that nobody between cuts the line.
 */
@Component
class LoginWatch {

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration COMMENT_EVERY = Duration.ofSeconds(15);

  private final LoginLookup lookup;
  private final LoginSettings settings;

  LoginWatch(LoginLookup lookup, LoginSettings settings) {
    this.lookup = lookup;
    this.settings = settings;
  }

  /** The events of a login; they end when it is complete, or over. */
  Flux<ServerSentEvent<LoginAnswer>> events(LoginState first, String token) {
    return Flux.concat(Mono.just(first), changes(first.loginId(), token))
        .map(LoginAnswer::of)
        .distinctUntilChanged()
        .takeUntil(answer -> answer.status().equals("COMPLETE"))
        .map(answer -> ServerSentEvent.builder(answer).event("login").build())
        .publish(
            states -> Flux.merge(states, comments().takeUntilOther(states.ignoreElements().then())))
        .take(settings.lifetime());
  }

  private static Flux<ServerSentEvent<LoginAnswer>> comments() {
    return Flux.interval(COMMENT_EVERY)
        .onBackpressureDrop()
        .map(tick -> ServerSentEvent.<LoginAnswer>builder().comment("").build());
  }

  private Flux<LoginState> changes(String loginId, String token) {
    return Mono.delay(LOOK_EVERY)
        .then(Mono.defer(() -> lookup.follow(loginId, token)))
        .repeatWhen(looked -> looked.takeWhile(found -> found > 0));
  }
}
