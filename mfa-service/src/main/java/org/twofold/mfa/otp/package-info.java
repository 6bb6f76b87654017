/** One-time codes by RFC 4226, without Spring. */
@NullMarked
package org.twofold.mfa.otp;

import org.jspecify.annotations.NullMarked;
