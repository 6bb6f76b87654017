/** Winning an account back: a new password by e-mail, and the links of notices. */
@NullMarked
package org.twofold.gateway.recovery;

import org.jspecify.annotations.NullMarked;
