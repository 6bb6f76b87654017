package org.twofold.gateway.recovery;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.client.Client;
import org.twofold.gateway.link.Link;
import org.twofold.gateway.link.Links;
import reactor.core.publisher.Mono;

/**
 * Links that came back from a mail (D3): looked at, which changes nothing, then used, once.
 *
 * <pre>
 * EARLY --usableFrom--> READY --use--> DONE, then OVER for everybody
 *                         +--expiresAt--> OVER
 * </pre>
 */
@Component
public class MailedLinks {

  private final Links links;
  private final Accounts accounts;
  private final Map<Link.Kind, LinkAction> actions;
  private final Clock clock;

  MailedLinks(Links links, Accounts accounts, List<LinkAction> actions, Clock clock) {
    this.links = links;
    this.accounts = accounts;
    this.actions = actions.stream().collect(toMap(LinkAction::kind, action -> action));
    this.clock = clock;
  }

  /** Where a link stands. */
  public sealed interface State {

    /** It is none of ours, or its account is gone. */
    record Unknown() implements State {}

    /** It was used, or its time is up. */
    record Over(Account account) implements State {}

    /** It is of use later. */
    record Early(Account account, Link.Kind kind, Instant from) implements State {}

    /** It can be used. */
    record Ready(Account account, Link link) implements State {}

    /** It did its work now. */
    record Done(Account account, Link link) implements State {}
  }

  /** Where it stands; never empty. */
  public Mono<State> look(String token) {
    return Mono.justOrEmpty(links.read(token))
        .flatMap(link -> accounts.find(link.userId()).map(account -> state(link, account)))
        .defaultIfEmpty(new State.Unknown());
  }

  private State state(Link link, Account account) {
    Instant now = clock.instant();
    LinkAction action = actions.get(link.kind());
    if (action == null || account.isErased()) {
      return new State.Unknown();
    }
    if (!now.isBefore(link.expiresAt()) || !action.isOpen(link, account)) {
      return new State.Over(account);
    }
    return now.isBefore(link.usableFrom())
        ? new State.Early(account, link.kind(), link.usableFrom())
        : new State.Ready(account, link);
  }

  /**
   * Uses it; never empty.
   *
   * @param client who asks
   */
  public Mono<State> use(String token, Client client) {
    return look(token)
        .flatMap(
            state ->
                state instanceof State.Ready ready
                    ? Optional.ofNullable(actions.get(ready.link().kind()))
                        .map(action -> use(ready, action, client))
                        .orElseGet(() -> Mono.just(new State.Unknown()))
                    : Mono.just(state));
  }

  private static Mono<State> use(State.Ready ready, LinkAction action, Client client) {
    return action
        .act(ready.link(), client)
        .map(
            done ->
                done
                    ? new State.Done(ready.account(), ready.link())
                    : new State.Over(ready.account()));
  }
}
