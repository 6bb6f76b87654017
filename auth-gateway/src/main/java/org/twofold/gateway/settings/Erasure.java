package org.twofold.gateway.settings;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.AccountEvents;
import org.twofold.gateway.account.Accounts;
import reactor.core.publisher.Mono;

/** Erases an account: nobody can log in to it any more, and nothing personal is left in it. */
@Component
public class Erasure {

  private static final byte[] NOTHING = {};

  private final Accounts accounts;
  private final AccountEvents events;

  Erasure(Accounts accounts, AccountEvents events) {
    this.accounts = accounts;
    this.events = events;
  }

  /** Erases it; all its sessions end, and its contacts are told a last time. */
  public Mono<Void> erase(FreshSession fresh) {
    return accounts
        .changeUnlessStopped(fresh.account().id(), account -> Optional.of(erased(account, fresh)))
        .then();
  }

  private Accounts.Change erased(Account account, FreshSession fresh) {
    return new Accounts.Change(
        account
            .edit()
            // unique, and nothing that an address has for its index
            .address("erased " + account.id(), NOTHING)
            .password("")
            .phone(null)
            .authenticators(List.of())
            .on(false, false, false)
            .endSessions(null)
            .forget()
            .done(),
        List.of(events.erased(account, fresh.session().cause())));
  }
}
