package org.twofold.mfa.challenge;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.twofold.keys.Keys;
import org.twofold.mfa.otp.CodeDerivation;

/** Gives the pure part its key. */
@Configuration(proxyBeanMethods = false)
class ChallengeConfiguration {

  @Bean
  CodeDerivation codeDerivation(Keys keys) {
    return new CodeDerivation(keys.prf("code-derivation"));
  }
}
