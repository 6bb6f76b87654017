package org.twofold.notification.sms;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.twofold.events.Method;
import org.twofold.notification.channel.Channel;
import org.twofold.notification.channel.DeliveryReceipts;
import org.twofold.notification.channel.Route;
import org.twofold.notification.template.TextWriter;

/** Text messages leave by the configured providers. */
@Configuration(proxyBeanMethods = false)
class SmsRoute {

  @Bean
  Route sms(SmsSettings settings, DeliveryReceipts receipts, Clock clock) {
    TextWriter writer = new TextWriter(settings.host());
    return new Route(
        Method.SMS,
        settings.providers().stream()
            .map(provider -> channel(provider, writer, receipts, clock))
            .toList(),
        clock);
  }

  private static Channel channel(
      SmsSettings.Provider provider, TextWriter writer, DeliveryReceipts receipts, Clock clock) {
    return switch (provider.type()) {
      case SMPP -> new SmppChannel(SmppLink.to(provider, receipts), writer, clock);
      case HTTP -> HttpSmsChannel.to(provider, writer, clock);
    };
  }
}
