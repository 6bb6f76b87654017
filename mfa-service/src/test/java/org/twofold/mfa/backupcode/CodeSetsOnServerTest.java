package org.twofold.mfa.backupcode;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.twofold.mfa.testing.MfaUnderTest;

/** Runs where a server is named. */
@EnabledIfSystemProperty(
    named = MfaUnderTest.SERVER,
    matches = "mongodb://.+",
    disabledReason =
        "No server named: -Dtwofold.mongo.uri=mongodb://HOST:PORT runs the contract on one")
class CodeSetsOnServerTest extends CodeSetsContract {

  @Override
  MfaUnderTest mfa() {
    return MfaUnderTest.shared();
  }
}
