package org.twofold.mfa;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The mfa-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MfaService {

  /** Starts it. */
  public static void main(String[] arguments) {
    SpringApplication.run(MfaService.class, arguments);
  }
}
