package org.twofold.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The auth-gateway. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AuthGateway {

  /** Starts it. */
  public static void main(String[] arguments) {
    SpringApplication.run(AuthGateway.class, arguments);
  }
}
