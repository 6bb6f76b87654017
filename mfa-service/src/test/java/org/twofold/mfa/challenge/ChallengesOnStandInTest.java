package org.twofold.mfa.challenge;

import org.twofold.mfa.testing.MfaUnderTest;

class ChallengesOnStandInTest extends ChallengesContract {

  @Override
  MfaUnderTest mfa() {
    return MfaUnderTest.onStandIn();
  }
}
