/** Google Authenticator and its like: set up, confirmed, and each time step accepted once. */
@NullMarked
package org.twofold.mfa.totp;

import org.jspecify.annotations.NullMarked;
