package org.twofold.gateway.recovery;

import org.twofold.gateway.account.Account;
import org.twofold.gateway.client.Client;
import org.twofold.gateway.link.Link;
import reactor.core.publisher.Mono;

/** What a kind of link does. */
public interface LinkAction {

  /** Of which kind of link. */
  Link.Kind kind();

  /**
   * Whether there is still something to do for it, as far as the account tells; changes nothing.
   */
  boolean isOpen(Link link, Account account);

  /**
   * Does it, once for each link however often and at once it is asked.
   *
   * @param client who asks
   * @return false where it was done before, or there is nothing to do any more
   */
  Mono<Boolean> act(Link link, Client client);
}
