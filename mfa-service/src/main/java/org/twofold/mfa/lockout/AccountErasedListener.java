package org.twofold.mfa.lockout;

import java.util.List;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.twofold.events.AccountErased;
import org.twofold.events.Topics;
import org.twofold.messaging.Handling;
import reactor.core.publisher.Flux;

/** Hears of accounts that are gone. Challenges and tries end by themselves, within a day. */
@Component
class AccountErasedListener {

  private final List<Belongings> belongings;
  private final Factors factors;

  AccountErasedListener(List<Belongings> belongings, Factors factors) {
    this.belongings = belongings;
    this.factors = factors;
  }

  @KafkaListener(topics = Topics.Names.ACCOUNT_ERASED, groupId = "mfa-service")
  void on(AccountErased event) {
    String userId = FactorRef.owner(event.getUserId());
    Handling.finish(
        Flux.fromIterable(belongings)
            .concatMap(kept -> kept.erase(userId))
            .thenMany(Flux.fromIterable(FactorRef.allOf(userId)))
            .concatMap(factors::erase)
            .then());
  }
}
