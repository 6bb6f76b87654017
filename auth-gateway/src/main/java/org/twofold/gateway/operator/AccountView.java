package org.twofold.gateway.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.BackupCodes;
import org.twofold.gateway.account.Lock;
import org.twofold.gateway.account.Support.Removal;
import org.twofold.gateway.login.Sessions;
import reactor.core.publisher.Mono;

/** What an operator may see of an account: no address, no number, no name that its owner gave. */
@Component
class AccountView {

  private static final List<Method> METHODS = List.of(Method.EMAIL, Method.SMS, Method.TOTP);

  private final Sessions sessions;
  private final Clock clock;

  AccountView(Sessions sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * A method of it.
   *
   * @param setUp how many numbers or authenticators
   * @param lockedUntil the end of a delay; null where there is none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MethodView(
      Method method, boolean on, int setUp, boolean locked, @Nullable Instant lockedUntil) {}

  /** A factor that is to be removed. */
  record RemovalView(String method, Instant dueAt, String operator, String reason) {

    static RemovalView of(Removal removal) {
      return new RemovalView(
          removal.method(), removal.dueAt(), removal.operator(), removal.reason());
    }
  }

  /**
   * All of it.
   *
   * @param lastMethod that completed a login; null before the first
   * @param changesStopped whether its owner had all changes stopped
   * @param lastLogin of the sessions that are still known; null where none is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      String userId,
      boolean disabled,
      Instant createdAt,
      String locale,
      String timeZone,
      List<MethodView> methods,
      int backupCodes,
      @Nullable String lastMethod,
      @Nullable Instant lastLogin,
      long sessions,
      boolean changesStopped,
      List<RemovalView> removals) {}

  /** As it stands. */
  Mono<View> of(Account account) {
    return Mono.zip(sessions.count(account), sessions.lastLogin(account).singleOptional())
        .map(known -> view(account, known.getT1(), known.getT2().orElse(null)));
  }

  private View view(Account account, long standing, @Nullable Instant lastLogin) {
    BackupCodes codes = account.backupCodes();
    return new View(
        account.id(),
        account.support().disabled(),
        account.createdAt(),
        account.locale(),
        account.timeZone(),
        METHODS.stream().map(method -> method(account, method)).toList(),
        codes == null ? 0 : codes.remaining(),
        account.lastMethod(),
        lastLogin,
        standing,
        account.recovery().changesStopped(),
        account.support().removals().stream().map(RemovalView::of).toList());
  }

  private MethodView method(Account account, Method method) {
    Lock closed = account.methods().closed(method, clock.instant());
    int setUp =
        switch (method) {
          case EMAIL -> 1;
          case SMS -> account.phone() == null ? 0 : 1;
          default -> account.authenticators().size();
        };
    return new MethodView(
        method,
        account.methods().on().contains(method),
        setUp,
        closed != null && closed.locked(),
        closed == null ? null : closed.opensAt());
  }
}
