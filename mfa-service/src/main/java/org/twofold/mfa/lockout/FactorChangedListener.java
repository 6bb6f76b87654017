package org.twofold.mfa.lockout;

import java.util.List;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.twofold.events.FactorChanged;
import org.twofold.events.Topics;
import org.twofold.messaging.Handling;
import reactor.core.publisher.Flux;

/** Hears of authenticators and backup codes that are of no use any more. */
@Component
class FactorChangedListener {

  private final List<Belongings> belongings;

  FactorChangedListener(List<Belongings> belongings) {
    this.belongings = belongings;
  }

  @KafkaListener(topics = Topics.Names.FACTOR_CHANGED, groupId = "mfa-service")
  void on(FactorChanged event) {
    String userId = FactorRef.owner(event.getUserId());
    Handling.finish(
        Flux.fromIterable(belongings)
            .filter(kept -> kept.method() == event.getMethod())
            .concatMap(kept -> kept.follow(userId, event.getFactorId(), event.getChange()))
            .then());
  }
}
