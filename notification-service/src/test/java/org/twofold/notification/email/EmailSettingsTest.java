package org.twofold.notification.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class EmailSettingsTest {

  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withUserConfiguration(Settings.class)
          .withPropertyValues(
              "twofold.email.servers[0].name=smtp",
              "twofold.email.servers[0].host=127.0.0.1",
              "twofold.email.servers[0].port=25");

  @EnableConfigurationProperties(EmailSettings.class)
  static class Settings {}

  @Test
  void withoutASenderTheStartStopsWithASentenceThatSaysWhatToDo() {
    service.run(
        context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("is not set; set it to the sender of the e-mails"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "Twofold <>", "a@b.example\r\nBcc: c@d.example"})
  void aSenderThatIsNoAddressStopsTheStart(String from) {
    service
        .withPropertyValues("twofold.email.from=" + from)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("twofold.email.from is no e-mail address"));
  }

  @Test
  void onOneMachineThereIsASender() {
    service
        .withPropertyValues("spring.profiles.active=local")
        .run(context -> assertThat(context).hasNotFailed());
  }
}
