package org.twofold.gateway.operator;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.mfa.SupportUnlock;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import org.twofold.messaging.EventIds;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The operator's help desk, at her path (ADR 5, 20): closed without the credential. The address is
 * in the body, so that no access log has it.
 */
@RestController
@RequestMapping("/operator/v1/accounts")
class HelpDeskController {

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_REASON = 200;

  /** The reason stands in the trail for ever, in one line. */
  private static final Pattern BREAK = Pattern.compile("\\p{Cntrl}|[\\u2028\\u2029]");

  private static final List<Method> LOCKABLE =
      List.of(Method.EMAIL, Method.SMS, Method.TOTP, Method.BACKUP_CODE);

  private final Accounts accounts;
  private final OperatorAccess access;
  private final AccountView view;
  private final SupportUnlock unlock;
  private final FactorRemoval removal;
  private final SessionEnding sessions;
  private final AccountSwitch closing;

  HelpDeskController(
      Accounts accounts,
      OperatorAccess access,
      AccountView view,
      SupportUnlock unlock,
      FactorRemoval removal,
      SessionEnding sessions,
      AccountSwitch closing) {
    this.accounts = accounts;
    this.access = access;
    this.view = view;
    this.unlock = unlock;
    this.removal = removal;
    this.sessions = sessions;
    this.closing = closing;
  }

  record SupportRequest(
      @Nullable String address,
      @Nullable String operator,
      @Nullable String reason,
      @Nullable String method) {

    Command command() {
      return new Command(
          EventIds.next(),
          line("operator", operator, LONGEST_NAME),
          line("reason", reason, LONGEST_REASON));
    }

    private static String line(String field, @Nullable String value, int longest) {
      String text = Fields.atMost(field, value, longest).strip();
      if (text.isEmpty() || BREAK.matcher(text).find()) {
        throw Problem.field(field, "line");
      }
      return text;
    }

    /** Nothing of it. */
    @Override
    public String toString() {
      return "SupportRequest[•••]";
    }
  }

  record UnlockedAnswer(List<Method> unlocked) {}

  record RemovalAnswer(String method, Instant dueAt) {}

  record ChangedAnswer(boolean changed) {}

  @PostMapping("/show")
  Mono<AccountView.View> show(@RequestBody SupportRequest request, ServerWebExchange exchange) {
    return account(request, exchange).flatMap(view::of);
  }

  @PostMapping("/unlock")
  Mono<UnlockedAnswer> unlock(@RequestBody SupportRequest request, ServerWebExchange exchange) {
    access.check(exchange);
    Command command = request.command();
    List<Method> wanted =
        request.method() == null ? LOCKABLE : List.of(Fields.method(request.method()));
    return account(request, exchange)
        .flatMapMany(
            account ->
                Flux.fromIterable(wanted)
                    .filterWhen(
                        method ->
                            unlock.open(
                                account.id(),
                                method.name(),
                                command.id(),
                                command.operator(),
                                command.reason())))
        .collectList()
        .map(UnlockedAnswer::new);
  }

  @PostMapping("/remove-factor")
  Mono<RemovalAnswer> remove(@RequestBody SupportRequest request, ServerWebExchange exchange) {
    access.check(exchange);
    Command command = request.command();
    Method method = Fields.method(request.method());
    if (method == Method.BACKUP_CODE) {
      throw Problem.field("method", "method");
    }
    return account(request, exchange)
        .flatMap(account -> removal.ask(account, method, command))
        .map(asked -> new RemovalAnswer(asked.method(), asked.dueAt()))
        .switchIfEmpty(
            Mono.error(() -> Problem.of(ProblemName.NOT_SET_UP, "method", method.name())));
  }

  @PostMapping("/end-sessions")
  Mono<ChangedAnswer> endSessions(@RequestBody SupportRequest request, ServerWebExchange exchange) {
    access.check(exchange);
    Command command = request.command();
    return account(request, exchange)
        .flatMap(account -> sessions.end(account, command).thenReturn(new ChangedAnswer(true)));
  }

  @PostMapping("/disable")
  Mono<ChangedAnswer> disable(@RequestBody SupportRequest request, ServerWebExchange exchange) {
    return turn(request, exchange, false);
  }

  @PostMapping("/enable")
  Mono<ChangedAnswer> enable(@RequestBody SupportRequest request, ServerWebExchange exchange) {
    return turn(request, exchange, true);
  }

  private Mono<ChangedAnswer> turn(SupportRequest request, ServerWebExchange exchange, boolean on) {
    access.check(exchange);
    Command command = request.command();
    return account(request, exchange)
        .flatMap(account -> closing.turn(account, on, command))
        .map(ChangedAnswer::new);
  }

  private Mono<Account> account(SupportRequest request, ServerWebExchange exchange) {
    access.check(exchange);
    return Mono.justOrEmpty(EmailAddress.parse(Fields.required("address", request.address())))
        .flatMap(accounts::findByAddress)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemName.NOT_FOUND)));
  }
}
