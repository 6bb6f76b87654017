package org.twofold.notification;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The notification-service: one worker of any number. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class NotificationService {

  /** Starts it. */
  public static void main(String[] arguments) {
    SpringApplication.run(NotificationService.class, arguments);
  }
}
