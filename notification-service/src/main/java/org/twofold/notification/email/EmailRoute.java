package org.twofold.notification.email;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.twofold.events.Method;
import org.twofold.notification.channel.Route;
import org.twofold.notification.template.MailWriter;

/** E-mails leave by the configured mail servers. */
@Configuration(proxyBeanMethods = false)
class EmailRoute {

  @Bean
  Route email(EmailSettings settings, MailWriter writer, Clock clock) throws AddressException {
    InternetAddress from = new InternetAddress(settings.from(), true);
    return new Route(
        Method.EMAIL,
        settings.servers().stream()
            .map(server -> new SmtpChannel(server, from, writer, clock))
            .toList(),
        clock);
  }
}
