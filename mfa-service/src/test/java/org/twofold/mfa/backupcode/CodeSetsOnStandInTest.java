package org.twofold.mfa.backupcode;

import org.twofold.mfa.testing.MfaUnderTest;

class CodeSetsOnStandInTest extends CodeSetsContract {

  @Override
  MfaUnderTest mfa() {
    return MfaUnderTest.onStandIn();
  }
}
