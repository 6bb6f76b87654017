package org.twofold.gateway.client;

import jakarta.validation.constraints.AssertTrue;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What stands before this gateway.
 *
 * @param trustedProxies addresses, or networks like 10.0.0.0/8, of proxies that add the address of
 *     their own client to X-Forwarded-For; none: nobody is believed
 */
@Validated
@ConfigurationProperties("twofold")
record ProxySettings(@DefaultValue List<String> trustedProxies) {

  @AssertTrue(
      message =
          "twofold.trusted-proxies must be addresses, or networks like 10.0.0.0/8 or fd00::/8")
  boolean isOfAddresses() {
    try {
      return networks().size() == trustedProxies.size();
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  /** One for each. */
  List<Network> networks() {
    return trustedProxies.stream().map(Network::parse).toList();
  }
}
