/** Who may ask: the gateway, by its credential. */
@NullMarked
package org.twofold.mfa.access;

import org.jspecify.annotations.NullMarked;
