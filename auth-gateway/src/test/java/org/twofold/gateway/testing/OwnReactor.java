package org.twofold.gateway.testing;

import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Event loops of its own: a context that closes takes the common ones with it, whosever they are.
 */
public class OwnReactor {

  @Bean
  ReactorResourceFactory reactorResources() {
    ReactorResourceFactory own = new ReactorResourceFactory();
    own.setUseGlobalResources(false);
    return own;
  }
}
