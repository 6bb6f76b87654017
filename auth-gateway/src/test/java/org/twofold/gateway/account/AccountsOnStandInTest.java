package org.twofold.gateway.account;

import org.twofold.gateway.testing.GatewayUnderTest;

class AccountsOnStandInTest extends AccountsContract {

  @Override
  GatewayUnderTest gateway() {
    return GatewayUnderTest.onStandIn();
  }
}
