/** A challenge: made once, tried at most five times, used up by one login. */
@NullMarked
package org.twofold.mfa.challenge;

import org.jspecify.annotations.NullMarked;
