package org.twofold.gateway.login;

import org.twofold.gateway.testing.GatewayUnderTest;

class LoginsOnStandInTest extends LoginsContract {

  @Override
  GatewayUnderTest gateway() {
    return GatewayUnderTest.onStandIn();
  }
}
