package org.twofold.mfa.lockout;

import org.twofold.mfa.testing.MfaUnderTest;

class TriesOnStandInTest extends TriesContract {

  @Override
  MfaUnderTest mfa() {
    return MfaUnderTest.onStandIn();
  }
}
