package org.twofold.gateway.account;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.twofold.gateway.testing.GatewayUnderTest;

/** Runs where a server is named. */
@EnabledIfSystemProperty(
    named = GatewayUnderTest.SERVER,
    matches = "mongodb://.+",
    disabledReason =
        "No server named: -Dtwofold.mongo.uri=mongodb://HOST:PORT runs the contract on one")
class AccountsOnServerTest extends AccountsContract {

  @Override
  GatewayUnderTest gateway() {
    return GatewayUnderTest.shared();
  }
}
