package org.twofold.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class BrokerRefusalTest {

  @Test
  void namesTheSettingOfWhoIsNotIdentified() {
    assertThat(sentence(new SaslAuthenticationException("password of reader is wrong")))
        .contains("spring.kafka.properties.sasl.jaas.config")
        .doesNotContain("reader");
  }

  @Test
  void namesTheTopicsAndTheGroupThatARightIsMissingFor() {
    assertThat(sentence(new TopicAuthorizationException(Set.of("code-tried", "checkpoint"))))
        .contains("topics checkpoint, code-tried.");
    assertThat(sentence(GroupAuthorizationException.forGroupId("mfa-service")))
        .contains("group mfa-service.");
  }

  @Test
  void findsItBelowWhatItIsWrappedIn() {
    assertThat(
            sentence(
                new CompletionException(
                    new KafkaException(new TopicAuthorizationException(Set.of("code-tried"))))))
        .contains("code-tried");
  }

  @Test
  void saysNothingOfABrokerThatIsAway() {
    assertThat(BrokerRefusal.sentence(new TimeoutException("away"))).isEmpty();
  }

  private static String sentence(Throwable failure) {
    return BrokerRefusal.sentence(failure).orElseThrow();
  }
}
