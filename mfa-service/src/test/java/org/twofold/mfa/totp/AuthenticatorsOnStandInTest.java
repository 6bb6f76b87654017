package org.twofold.mfa.totp;

import org.twofold.mfa.testing.MfaUnderTest;

class AuthenticatorsOnStandInTest extends AuthenticatorsContract {

  @Override
  MfaUnderTest mfa() {
    return MfaUnderTest.onStandIn();
  }
}
