/** How often codes may be tried: of a login, of a factor, and in which order that is counted. */
@NullMarked
package org.twofold.mfa.lockout;

import org.jspecify.annotations.NullMarked;
