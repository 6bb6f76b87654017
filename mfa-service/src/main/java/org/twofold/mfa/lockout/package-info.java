/** Failures of a factor in a row, and the delays that follow. */
@NullMarked
package org.twofold.mfa.lockout;

import org.jspecify.annotations.NullMarked;
